package dev.interlock.filter;

import dev.interlock.http.FieldLine;
import dev.interlock.http.Filter;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Puts header fields on every answer that tell browsers to be careful with it, problem documents included. One that a handler
 * set itself stays as it is. Allocates nothing. Immutable.
 *
 * <p>{@link #standard()} sends {@code X-Content-Type-Options: nosniff}, {@code X-Frame-Options: DENY}, {@code
 * Content-Security-Policy: frame-ancestors 'none'}, {@code Referrer-Policy: no-referrer}, and, over TLS, {@code
 * Strict-Transport-Security: max-age=31536000; includeSubDomains}: {@link Builder#behindTls} says that a proxy in front of the
 * server does TLS, which the server does not see.
 */
public final class SecurityHeaders implements Filter {
    private static final String CONTENT_TYPE_OPTIONS = "x-content-type-options";
    private static final String FRAME_OPTIONS = "x-frame-options";
    private static final String CONTENT_SECURITY_POLICY = "content-security-policy";
    private static final String REFERRER_POLICY = "referrer-policy";
    private static final String TRANSPORT_SECURITY = "strict-transport-security";
    private static final Duration YEAR = Duration.ofDays(365);

    private final FieldLine[] always;
    private final FieldLine[] overTls;
    private final boolean behindTls;

    private SecurityHeaders(Builder builder) {
        always = lines(builder.always);
        overTls = lines(builder.overTls);
        behindTls = builder.behindTls;
    }

    private static FieldLine[] lines(Map<String, String> fields) {
        List<FieldLine> lines = new ArrayList<>();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            lines.add(FieldLine.of(field.getKey(), field.getValue()));
        }
        return lines.toArray(new FieldLine[0]);
    }

    /** The fields that suit an API. */
    public static SecurityHeaders standard() {
        return builder().build();
    }

    /** The standard fields, to be changed. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void finish(Request request, Response response) {
        for (FieldLine line : always) {
            response.defaultHeader(line);
        }
        // RFC 6797 section 7.2: never over a connection that is not secure.
        if (overTls.length > 0 && (behindTls || request.scheme().equals("https"))) {
            for (FieldLine line : overTls) {
                response.defaultHeader(line);
            }
        }
    }

    /** What is sent. Not safe for use by several threads. */
    public static final class Builder {
        private final Map<String, String> always = new LinkedHashMap<>();
        private final Map<String, String> overTls = new LinkedHashMap<>();
        private boolean behindTls;

        private Builder() {
            set(CONTENT_TYPE_OPTIONS, "nosniff");
            set(FRAME_OPTIONS, "DENY");
            set(CONTENT_SECURITY_POLICY, "frame-ancestors 'none'");
            set(REFERRER_POLICY, "no-referrer");
            strictTransportSecurity(YEAR, true);
        }

        /**
         * Sends a field with another value, or one more: {@code set("cross-origin-opener-policy", "same-origin")}.
         *
         * @throws IllegalArgumentException under the conditions of {@link Response#header}, and for {@code
         *     strict-transport-security}, which {@link #strictTransportSecurity} sets
         */
        public Builder set(String name, String value) {
            String lowerCase = lowerCase(name);
            FieldLine.of(lowerCase, value);
            always.put(lowerCase, value);
            return this;
        }

        /** Leaves a field out: {@code remove("x-frame-options")}. */
        public Builder remove(String name) {
            String lowerCase = name.toLowerCase(Locale.ROOT);
            always.remove(lowerCase);
            overTls.remove(lowerCase);
            return this;
        }

        private static String lowerCase(String name) {
            String lowerCase = name.toLowerCase(Locale.ROOT);
            if (lowerCase.equals(TRANSPORT_SECURITY)) {
                throw new IllegalArgumentException(
                        "Strict-Transport-Security is sent over TLS alone. Tip: call strictTransportSecurity(...)");
            }
            return lowerCase;
        }

        /** Sends a policy about what the content may load, in place of the one about frames alone. */
        public Builder contentSecurityPolicy(String policy) {
            return set(CONTENT_SECURITY_POLICY, policy);
        }

        /** Sends another policy about what other sites are told of the page a link is on. */
        public Builder referrerPolicy(String policy) {
            return set(REFERRER_POLICY, policy);
        }

        /** Lets pages of the same origin show this one in a frame. */
        public Builder framesOfSameOrigin() {
            return set(FRAME_OPTIONS, "SAMEORIGIN").set(CONTENT_SECURITY_POLICY, "frame-ancestors 'self'");
        }

        /** Separates the page's windows from those of other origins: {@code Cross-Origin-Opener-Policy: same-origin}. */
        public Builder openerOfSameOrigin() {
            return set("cross-origin-opener-policy", "same-origin");
        }

        /** Lets pages of the same origin alone embed what is answered: {@code Cross-Origin-Resource-Policy: same-origin}. */
        public Builder resourceOfSameOrigin() {
            return set("cross-origin-resource-policy", "same-origin");
        }

        /**
         * How long browsers are to come by TLS only (RFC 6797); told over TLS alone.
         *
         * @param maxAge in whole seconds, 0 to have them forget it
         * @param subdomains whether that holds for all names below the host as well
         */
        public Builder strictTransportSecurity(Duration maxAge, boolean subdomains) {
            if (maxAge.isNegative()) {
                throw new IllegalArgumentException("The age of Strict-Transport-Security is negative: " + maxAge);
            }
            overTls.put(
                    TRANSPORT_SECURITY, "max-age=" + maxAge.toSeconds() + (subdomains ? "; includeSubDomains" : ""));
            return this;
        }

        /**
         * Says that TLS ends in front of the server, at a proxy through which all clients come: what is sent over TLS alone is
         * sent with every answer then. Not for a server that clients reach without TLS as well (RFC 6797 section 7.2).
         */
        public Builder behindTls() {
            behindTls = true;
            return this;
        }

        public SecurityHeaders build() {
            return new SecurityHeaders(this);
        }
    }
}
