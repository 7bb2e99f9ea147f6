package dev.interlock.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.FieldLine;
import dev.interlock.http.Filter;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Request;
import dev.interlock.http.RequestHead;
import dev.interlock.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of other origins read responses, by the CORS protocol of the Fetch standard (section 3.3). Every response
 * to an allowed origin has the CORS fields, even for a failure or an unknown path, so that scripts can read the error.
 * Responses to other origins lack the fields, so browsers hide these responses from the pages.
 *
 * <p>The filter itself answers preflights, with the methods of the path. No handler is called for a preflight, not even
 * the handler of an OPTIONS route. It must be a filter of the application, because a preflight has no route. It must
 * come before filters that end exchanges, for example for authentication, because a preflight has no credentials.
 *
 * <p>Except for preflights, allocates nothing for requests from the same origin, from any origin if all are allowed,
 * and from an origin that was allowed without a wildcard. Immutable.
 */
public final class Cors implements Filter {
    private static final byte[] ORIGIN = ascii("origin");
    private static final byte[] REQUESTED_METHOD = ascii(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD);
    private static final byte[] REQUESTED_HEADERS = ascii(HttpHeader.ACCESS_CONTROL_REQUEST_HEADERS);
    static final String ALLOW_ORIGIN = HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN;
    private static final String OPTIONS = "OPTIONS";
    private static final FieldLine ANY_ORIGIN = FieldLine.of(ALLOW_ORIGIN, "*");
    private static final FieldLine CREDENTIALS = FieldLine.of(HttpHeader.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    private static final FieldLine VARY = FieldLine.of(HttpHeader.VARY, "origin");

    /** Limit on the characters of a list that the response repeats. A usual preflight names only a few fields. */
    private static final int LONGEST_LIST = 1024;

    private final @Nullable Origins origins;
    private final @Nullable Set<String> methods;
    private final @Nullable FieldLine headers;
    private final @Nullable FieldLine exposed;
    private final boolean credentials;
    private final FieldLine maxAge;

    private Cors(Builder builder) {
        origins = builder.anyOrigin ? null : new Origins(builder.origins);
        methods = builder.methods;
        headers = builder.headers.isEmpty()
                ? null
                : FieldLine.of(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, String.join(", ", builder.headers));
        exposed = builder.exposed.isEmpty()
                ? null
                : FieldLine.of(HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS, String.join(", ", builder.exposed));
        credentials = builder.credentials;
        maxAge = FieldLine.of(HttpHeader.ACCESS_CONTROL_MAX_AGE, Long.toString(builder.maxAge.toSeconds()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    /** Creates a builder that allows no origin. */
    public static Builder builder() {
        return new Builder();
    }

    /** Answers a preflight, even if the path has an OPTIONS route. */
    @Override
    public boolean before(Request request, Response response) {
        if (!isPreflight(request)) {
            return true;
        }
        response.status(HttpStatus.NO_CONTENT).header(HttpHeader.ALLOW, request.allowedMethods());
        return false;
    }

    private static boolean isPreflight(Request request) {
        RequestHead head = request.head();
        return head.find(ORIGIN) >= 0
                && head.find(REQUESTED_METHOD) >= 0
                && request.method().equals(OPTIONS);
    }

    @Override
    public void finish(Request request, Response response) {
        if (origins != null) {
            // Also set for a request without Origin: a cache must not return its response to a page that sends an
            // Origin.
            response.addIfNew(VARY);
        }
        RequestHead head = request.head();
        int origin = head.find(ORIGIN);
        FieldLine allowing = origin < 0 ? null : allowing(head, origin);
        if (allowing == null) {
            return;
        }
        response.header(allowing);
        if (credentials) {
            response.header(CREDENTIALS);
        }
        if (isPreflight(request)) {
            allow(request, response);
        } else if (exposed != null) {
            response.header(exposed);
        }
    }

    private @Nullable FieldLine allowing(RequestHead head, int origin) {
        return origins == null
                ? ANY_ORIGIN
                : origins.allowing(head.bytes(), head.valueFrom(origin), head.valueTo(origin));
    }

    private void allow(Request request, Response response) {
        response.header(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, allowedMethods(request))
                .header(maxAge);
        RequestHead head = request.head();
        int requested = head.find(REQUESTED_HEADERS);
        if (headers != null) {
            response.header(headers);
        } else if (requested >= 0 && isList(head, requested)) {
            response.header(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, value(head, requested));
        }
    }

    private String allowedMethods(Request request) {
        String answered = request.allowedMethods();
        Set<String> some = methods;
        if (some == null) {
            return answered;
        }
        List<String> allowed = new ArrayList<>();
        for (String method : answered.split(", ", -1)) {
            if (some.contains(method)) {
                allowed.add(method);
            }
        }
        return String.join(", ", allowed);
    }

    /** Whether a list of field names may be repeated in the response. */
    private static boolean isList(RequestHead head, int field) {
        int to = head.valueTo(field);
        int from = head.valueFrom(field);
        for (int i = from; i < to; i++) {
            int c = head.bytes()[i];
            boolean allowed = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!allowed && "-_.,! #$%&'*+^`|~".indexOf(c) < 0) {
                return false;
            }
        }
        return to > from && to - from <= LONGEST_LIST;
    }

    private static String value(RequestHead head, int field) {
        int from = head.valueFrom(field);
        return new String(head.bytes(), from, head.valueTo(field) - from, ISO_8859_1);
    }

    /** Builder of the filter. Not safe for use by several threads. */
    public static final class Builder {
        private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

        private final List<String> origins = new ArrayList<>();
        private final List<String> headers = new ArrayList<>();
        private final List<String> exposed = new ArrayList<>();
        private @Nullable Set<String> methods;
        private boolean anyOrigin;
        private boolean credentials;
        private Duration maxAge = HALF_AN_HOUR;

        private Builder() {}

        /**
         * Allows these origins, such as {@code https://shop.example}, or {@code https://*.shop.example} for every host
         * below it. Scheme and port of the request's origin must be equal to these.
         *
         * @throws IllegalArgumentException for text that no browser sends as an origin
         */
        public Builder origins(String... allowed) {
            for (String origin : allowed) {
                Origins.check(origin);
                origins.add(origin);
            }
            return this;
        }

        /** Allows every origin. Not together with {@link #credentials()}. */
        public Builder anyOrigin() {
            anyOrigin = true;
            return this;
        }

        /** Sets the allowed methods; by default, all methods of a path. */
        public Builder methods(String... allowed) {
            methods = new TreeSet<>(List.of(allowed));
            return this;
        }

        /**
         * Sets the allowed request fields, in addition to those that are always allowed. By default, all fields that a
         * preflight names are allowed.
         */
        public Builder headers(String... allowed) {
            headers.addAll(List.of(allowed));
            return this;
        }

        /**
         * Sets the response fields that pages may read, in addition to those that they can always read; none by
         * default.
         */
        public Builder exposedHeaders(String... names) {
            exposed.addAll(List.of(names));
            return this;
        }

        /** Lets browsers send credentials such as cookies, and lets pages read the responses. */
        public Builder credentials() {
            credentials = true;
            return this;
        }

        /**
         * Sets how long a browser may cache the response to a preflight; 30 minutes by default.
         *
         * @param age time in whole seconds; 0 for no caching
         */
        public Builder maxAge(Duration age) {
            if (age.isNegative()) {
                throw new IllegalArgumentException("The age of a preflight is negative: " + age);
            }
            maxAge = age;
            return this;
        }

        /**
         * Creates the filter.
         *
         * @throws IllegalStateException if no origin is allowed, if all origins are allowed in addition to listed ones,
         *     or if all origins are allowed with credentials, because any page could then act for its visitors
         */
        public Cors build() {
            if (anyOrigin && credentials) {
                throw new IllegalStateException(
                        "Any page could act for its visitors: every origin is allowed to send credentials."
                                + " Tip: name the origins, origins(\"https://shop.example\")");
            }
            if (anyOrigin != origins.isEmpty()) {
                throw new IllegalStateException(
                        "No origin is allowed, or every origin in addition to some. Tip: call either origins(...) or anyOrigin()");
            }
            return new Cors(this);
        }
    }
}
