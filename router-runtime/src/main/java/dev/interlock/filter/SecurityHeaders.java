package dev.interlock.filter;

import dev.interlock.http.FieldLine;
import dev.interlock.http.Filter;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Adds security fields for browsers to every response, including problem documents. A field that a handler has set
 * stays unchanged. Allocates nothing. Immutable: each setting returns a copy.
 *
 * <p>{@link #standard()} sends {@code X-Content-Type-Options: nosniff}, {@code X-Frame-Options: DENY},
 * {@code Content-Security-Policy: frame-ancestors 'none'}, {@code Referrer-Policy: no-referrer}, and, over TLS,
 * {@code Strict-Transport-Security: max-age=31536000; includeSubDomains}. If clients connect to a proxy by TLS, and the
 * proxy to the server without TLS, call {@link #behindTls}, because the server cannot detect the TLS connection.
 */
public final class SecurityHeaders implements Filter {
    private static final String CONTENT_TYPE_OPTIONS = "x-content-type-options";
    private static final String FRAME_OPTIONS = "x-frame-options";
    private static final String CONTENT_SECURITY_POLICY = "content-security-policy";
    private static final String REFERRER_POLICY = "referrer-policy";
    private static final String TRANSPORT_SECURITY = "strict-transport-security";
    private static final Duration YEAR = Duration.ofDays(365);
    private static final FieldLine[] STANDARD = {
        FieldLine.of(CONTENT_TYPE_OPTIONS, "nosniff"),
        FieldLine.of(FRAME_OPTIONS, "DENY"),
        FieldLine.of(CONTENT_SECURITY_POLICY, "frame-ancestors 'none'"),
        FieldLine.of(REFERRER_POLICY, "no-referrer"),
    };

    /** Fields of every response, with names in lower case. */
    private final FieldLine[] always;
    /** Field of responses over TLS, or null. */
    private final @Nullable FieldLine transportSecurity;

    private final boolean behindTls;

    private SecurityHeaders(FieldLine[] always, @Nullable FieldLine transportSecurity, boolean behindTls) {
        this.always = always;
        this.transportSecurity = transportSecurity;
        this.behindTls = behindTls;
    }

    /** Creates a filter with the fields for an API. */
    public static SecurityHeaders standard() {
        return new SecurityHeaders(STANDARD, transportSecurity(YEAR, true), false);
    }

    /**
     * Returns a copy of this filter that also sends this field, or sends it with another value:
     * {@code set("cross-origin-opener-policy", "same-origin")}.
     *
     * @throws IllegalArgumentException under the conditions of {@link Response#header}, and for
     *     {@code strict-transport-security}, which {@link #strictTransportSecurity} sets
     */
    public SecurityHeaders set(String name, String value) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        if (lowerCase.equals(TRANSPORT_SECURITY)) {
            throw new IllegalArgumentException(
                    "Strict-Transport-Security is only sent over TLS. Tip: call strictTransportSecurity(...)");
        }
        FieldLine line = FieldLine.of(lowerCase, value);
        List<FieldLine> lines = new ArrayList<>(List.of(always));
        int position = position(lowerCase);
        if (position < 0) {
            lines.add(line);
        } else {
            lines.set(position, line);
        }
        return new SecurityHeaders(lines.toArray(new FieldLine[0]), transportSecurity, behindTls);
    }

    /** Returns the position of a field in {@link #always}, or -1. */
    private int position(String lowerCase) {
        for (int i = 0; i < always.length; i++) {
            if (always[i].name().equals(lowerCase)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns a copy of this filter that does not send this field: {@code remove("x-frame-options")}. */
    public SecurityHeaders remove(String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        List<FieldLine> kept = new ArrayList<>();
        for (FieldLine line : always) {
            if (!line.name().equals(lowerCase)) {
                kept.add(line);
            }
        }
        FieldLine overTls = lowerCase.equals(TRANSPORT_SECURITY) ? null : transportSecurity;
        return new SecurityHeaders(kept.toArray(new FieldLine[0]), overTls, behindTls);
    }

    /**
     * Returns a copy of this filter with a policy for the resources that the content may load. It replaces the standard
     * policy, which only covers frames.
     */
    public SecurityHeaders contentSecurityPolicy(String policy) {
        return set(CONTENT_SECURITY_POLICY, policy);
    }

    /** Returns a copy of this filter with another policy for the referrer that browsers send to other sites. */
    public SecurityHeaders referrerPolicy(String policy) {
        return set(REFERRER_POLICY, policy);
    }

    /** Returns a copy of this filter that lets pages of the same origin show the response in a frame. */
    public SecurityHeaders framesOfSameOrigin() {
        return set(FRAME_OPTIONS, "SAMEORIGIN").set(CONTENT_SECURITY_POLICY, "frame-ancestors 'self'");
    }

    /**
     * Returns a copy of this filter that separates the page's windows from windows of other origins:
     * {@code Cross-Origin-Opener-Policy: same-origin}.
     */
    public SecurityHeaders openerOfSameOrigin() {
        return set("cross-origin-opener-policy", "same-origin");
    }

    /**
     * Returns a copy of this filter that lets only pages of the same origin embed the response:
     * {@code Cross-Origin-Resource-Policy: same-origin}.
     */
    public SecurityHeaders resourceOfSameOrigin() {
        return set("cross-origin-resource-policy", "same-origin");
    }

    /**
     * Returns a copy of this filter with another time during which browsers must use only TLS (RFC 6797). The field is
     * sent only over TLS, or if {@link #behindTls} was called.
     *
     * @param maxAge time in whole seconds; 0 makes browsers forget the rule
     * @param subdomains whether the rule also applies to all names below the host
     */
    public SecurityHeaders strictTransportSecurity(Duration maxAge, boolean subdomains) {
        if (maxAge.isNegative()) {
            throw new IllegalArgumentException("The age of Strict-Transport-Security is negative: " + maxAge);
        }
        return new SecurityHeaders(always, transportSecurity(maxAge, subdomains), behindTls);
    }

    private static FieldLine transportSecurity(Duration maxAge, boolean subdomains) {
        return FieldLine.of(
                TRANSPORT_SECURITY, "max-age=" + maxAge.toSeconds() + (subdomains ? "; includeSubDomains" : ""));
    }

    /**
     * Returns a copy of this filter for a server whose clients all connect by TLS to a proxy. The field for TLS is then
     * sent with every response. Do not use this if clients can also reach the server without TLS (RFC 6797 section
     * 7.2).
     */
    public SecurityHeaders behindTls() {
        return new SecurityHeaders(always, transportSecurity, true);
    }

    @Override
    public void finish(Request request, Response response) {
        for (FieldLine line : always) {
            response.defaultHeader(line);
        }
        // RFC 6797 section 7.2: this field must not be sent over an insecure connection.
        if (transportSecurity != null && (behindTls || request.scheme().equals("https"))) {
            response.defaultHeader(transportSecurity);
        }
    }
}
