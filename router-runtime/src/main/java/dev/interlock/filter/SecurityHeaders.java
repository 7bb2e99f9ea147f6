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
 * Adds security fields for browsers to every response, including problem documents. A field that a handler has set
 * stays unchanged. Allocates nothing. Immutable.
 *
 * <p>{@link #standard()} sends {@code X-Content-Type-Options: nosniff}, {@code X-Frame-Options: DENY},
 * {@code Content-Security-Policy: frame-ancestors 'none'}, {@code Referrer-Policy: no-referrer}, and, over TLS,
 * {@code Strict-Transport-Security: max-age=31536000; includeSubDomains}. If a proxy in front of the server ends TLS,
 * the server cannot detect TLS. Then set {@link Builder#behindTls}.
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

    /** Creates a filter with the fields for an API. */
    public static SecurityHeaders standard() {
        return builder().build();
    }

    /** Creates a builder with the standard fields. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void finish(Request request, Response response) {
        for (FieldLine line : always) {
            response.defaultHeader(line);
        }
        // RFC 6797 section 7.2: this field must not be sent over an insecure connection.
        if (overTls.length > 0 && (behindTls || request.scheme().equals("https"))) {
            for (FieldLine line : overTls) {
                response.defaultHeader(line);
            }
        }
    }

    /** Builder of the filter. Not safe for use by several threads. */
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
         * Adds a field, or replaces its value: {@code set("cross-origin-opener-policy", "same-origin")}.
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

        /** Removes a field: {@code remove("x-frame-options")}. */
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
                        "Strict-Transport-Security is only sent over TLS. Tip: call strictTransportSecurity(...)");
            }
            return lowerCase;
        }

        /**
         * Sets a policy for the resources that the content may load. It replaces the standard policy, which only covers
         * frames.
         */
        public Builder contentSecurityPolicy(String policy) {
            return set(CONTENT_SECURITY_POLICY, policy);
        }

        /** Sets another policy for the referrer that browsers send to other sites. */
        public Builder referrerPolicy(String policy) {
            return set(REFERRER_POLICY, policy);
        }

        /** Lets pages of the same origin show the response in a frame. */
        public Builder framesOfSameOrigin() {
            return set(FRAME_OPTIONS, "SAMEORIGIN").set(CONTENT_SECURITY_POLICY, "frame-ancestors 'self'");
        }

        /**
         * Separates the page's windows from those of other origins: {@code Cross-Origin-Opener-Policy: same-origin}.
         */
        public Builder openerOfSameOrigin() {
            return set("cross-origin-opener-policy", "same-origin");
        }

        /** Lets only pages of the same origin embed the response: {@code Cross-Origin-Resource-Policy: same-origin}. */
        public Builder resourceOfSameOrigin() {
            return set("cross-origin-resource-policy", "same-origin");
        }

        /**
         * Sets how long browsers must use only TLS (RFC 6797). The field is only sent over TLS.
         *
         * @param maxAge time in whole seconds; 0 makes browsers forget the rule
         * @param subdomains whether the rule also applies to all names below the host
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
         * Declares that a proxy in front of the server ends TLS, and that all clients use this proxy. Fields for TLS
         * are then sent with every response. Do not use this if clients can also reach the server without TLS (RFC 6797
         * section 7.2).
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
