package dev.interlock.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.FieldLine;
import dev.interlock.http.Filter;
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
 * Lets pages of other origins read answers, by the CORS protocol of the Fetch standard (section 3.3). Every answer to an
 * allowed origin carries the fields, those of failures and of unknown paths included, so that scripts can read what went wrong.
 * Pages of other origins get none, and their browsers keep the answer from them.
 *
 * <p>Preflights are answered from the routes: with the methods that the path answers, and no handler is called, not even one of
 * OPTIONS. To be named by the application, as a preflight leads to no route, and before filters that end exchanges, such as those
 * that ask who calls: preflights carry no credentials.
 *
 * <p>Allocates nothing for requests of the same origin, of any where all are let in, and of those that were given as a whole,
 * preflights excepted. Immutable.
 */
public final class Cors implements Filter {
    private static final byte[] ORIGIN = ascii("origin");
    private static final byte[] REQUESTED_METHOD = ascii("access-control-request-method");
    private static final byte[] REQUESTED_HEADERS = ascii("access-control-request-headers");
    static final String ALLOW_ORIGIN = "access-control-allow-origin";
    private static final String ALLOW_METHODS = "access-control-allow-methods";
    private static final String ALLOW_HEADERS = "access-control-allow-headers";
    private static final String OPTIONS = "OPTIONS";
    private static final FieldLine ANY_ORIGIN = FieldLine.of(ALLOW_ORIGIN, "*");
    private static final FieldLine CREDENTIALS = FieldLine.of("access-control-allow-credentials", "true");
    private static final FieldLine VARY = FieldLine.of("vary", "origin");
    private static final int NO_CONTENT = 204;

    /** A preflight names a handful of fields; more than that is not repeated. */
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
        headers = builder.headers.isEmpty() ? null : FieldLine.of(ALLOW_HEADERS, String.join(", ", builder.headers));
        exposed = builder.exposed.isEmpty()
                ? null
                : FieldLine.of("access-control-expose-headers", String.join(", ", builder.exposed));
        credentials = builder.credentials;
        maxAge = FieldLine.of("access-control-max-age", Long.toString(builder.maxAge.toSeconds()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    /** Nobody is let in unless the builder is told whom. */
    public static Builder builder() {
        return new Builder();
    }

    /** Answers a preflight for a path that has a route of OPTIONS, in place of that. */
    @Override
    public boolean before(Request request, Response response) {
        if (!isPreflight(request)) {
            return true;
        }
        response.status(NO_CONTENT).header("allow", request.allowedMethods());
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
            // Also without an Origin: a cache must not give the answer to a page that sends one.
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
        response.header(ALLOW_METHODS, allowedMethods(request)).header(maxAge);
        RequestHead head = request.head();
        int requested = head.find(REQUESTED_HEADERS);
        if (headers != null) {
            response.header(headers);
        } else if (requested >= 0 && isList(head, requested)) {
            response.header(ALLOW_HEADERS, value(head, requested));
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

    /** Whether a value may be repeated: names of fields and what stands between them. */
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

    /** Whom to let in. Not safe for use by several threads. */
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
         * Lets in these origins: {@code https://shop.example}, or {@code https://*.shop.example} for every host below one.
         * Scheme and port have to be the same.
         *
         * @throws IllegalArgumentException for what no browser would send as an origin
         */
        public Builder origins(String... allowed) {
            for (String origin : allowed) {
                Origins.check(origin);
                origins.add(origin);
            }
            return this;
        }

        /** Lets in every page of the web; not together with {@link #credentials()}. */
        public Builder anyOrigin() {
            anyOrigin = true;
            return this;
        }

        /** Allows only these of the methods that a path answers; all of them unless it is set. */
        public Builder methods(String... allowed) {
            methods = new TreeSet<>(List.of(allowed));
            return this;
        }

        /** Allows only these request fields beside those that are always; all that are asked for unless it is set. */
        public Builder headers(String... allowed) {
            headers.addAll(List.of(allowed));
            return this;
        }

        /** Lets pages read these response fields beside those that they always can; none unless it is set. */
        public Builder exposedHeaders(String... names) {
            exposed.addAll(List.of(names));
            return this;
        }

        /** Lets browsers send cookies and the like along, and pages read the answer to that. */
        public Builder credentials() {
            credentials = true;
            return this;
        }

        /**
         * How long a browser may keep the answer to a preflight; 30 minutes unless it is set.
         *
         * @param age in whole seconds, 0 for never
         */
        public Builder maxAge(Duration age) {
            if (age.isNegative()) {
                throw new IllegalArgumentException("The age of a preflight is negative: " + age);
            }
            maxAge = age;
            return this;
        }

        /**
         * The filter.
         *
         * @throws IllegalStateException when nobody is let in, every origin beside some, or every origin with credentials:
         *     then any page could act for its visitors
         */
        public Cors build() {
            if (anyOrigin && credentials) {
                throw new IllegalStateException(
                        "Any page could act for its visitors: credentials are not for any origin."
                                + " Tip: name the origins, origins(\"https://shop.example\")");
            }
            if (anyOrigin != origins.isEmpty()) {
                throw new IllegalStateException(
                        "Nobody is let in, or every origin beside some. Tip: call origins(...) or anyOrigin()");
            }
            return new Cors(this);
        }
    }
}
