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
 * Responses to other origins lack the fields, so browsers hide them from pages.
 *
 * <p>The filter itself answers preflights, with the methods of the path. No handler is called for a preflight, not even
 * the handler of an OPTIONS route. Name the filter in {@code @HttpApp}, because a preflight has no route. Name it
 * before filters that reject requests without credentials, because a preflight has none.
 *
 * <p>Apart from preflights, a request costs no allocation if it comes from the same origin, if all origins are allowed,
 * or if its origin was allowed without a wildcard. Immutable: each setting returns a copy.
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
    private static final FieldLine HALF_AN_HOUR = FieldLine.of(HttpHeader.ACCESS_CONTROL_MAX_AGE, "1800");

    /**
     * Limit on the bytes of a list of field names that the response repeats. A usual preflight names only a few fields.
     */
    private static final int LONGEST_LIST = 1024;

    /** Allowed origins, or null for all. */
    private final @Nullable Origins origins;
    /** Allowed methods, or null for all methods of a path. */
    private final @Nullable Set<String> methods;
    /** Allowed request fields, or null to allow all fields that a preflight names. */
    private final @Nullable FieldLine headers;
    /** Further response fields that pages may read, or null for none. */
    private final @Nullable FieldLine exposed;

    private final boolean credentials;
    private final FieldLine maxAge;

    private Cors(@Nullable Origins origins) {
        this(origins, null, null, null, false, HALF_AN_HOUR);
    }

    private Cors(
            @Nullable Origins origins,
            @Nullable Set<String> methods,
            @Nullable FieldLine headers,
            @Nullable FieldLine exposed,
            boolean credentials,
            FieldLine maxAge) {
        this.origins = origins;
        this.methods = methods;
        this.headers = headers;
        this.exposed = exposed;
        this.credentials = credentials;
        this.maxAge = maxAge;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    /**
     * Creates a filter that allows these origins, such as {@code https://shop.example}. {@code https://*.shop.example}
     * allows every host below {@code shop.example}. The scheme and the port of a request's origin must equal the
     * allowed ones.
     *
     * @throws IllegalArgumentException for text that no browser sends as an origin
     */
    public static Cors origins(String origin, String... more) {
        List<String> all = new ArrayList<>();
        all.add(origin);
        all.addAll(List.of(more));
        return origins(all);
    }

    /**
     * Like {@link #origins(String, String...)}.
     *
     * @param allowed one or more origins
     */
    public static Cors origins(List<String> allowed) {
        if (allowed.isEmpty()) {
            throw new IllegalArgumentException("No origin is allowed. Tip: name an origin, or call anyOrigin()");
        }
        return new Cors(new Origins(allowed));
    }

    /** Creates a filter that allows every origin. It cannot be combined with {@link #credentials()}. */
    public static Cors anyOrigin() {
        return new Cors(null);
    }

    /** Returns a copy of this filter that allows only these methods; by default, all methods of a path are allowed. */
    public Cors methods(String... allowed) {
        return new Cors(origins, new TreeSet<>(List.of(allowed)), headers, exposed, credentials, maxAge);
    }

    /**
     * Returns a copy of this filter that allows these request fields, in addition to the fields of earlier calls and to
     * the fields that are always allowed. By default, all fields that a preflight names are allowed.
     */
    public Cors headers(String... allowed) {
        FieldLine all = list(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, headers, allowed);
        return new Cors(origins, methods, all, exposed, credentials, maxAge);
    }

    /**
     * Returns a copy of this filter that lets pages read these response fields, in addition to the fields of earlier
     * calls and to the fields that pages can always read. By default, pages can read no others.
     */
    public Cors exposedHeaders(String... names) {
        FieldLine all = list(HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS, exposed, names);
        return new Cors(origins, methods, headers, all, credentials, maxAge);
    }

    /** Returns a list of names as a field, or null if the list is empty. */
    private static @Nullable FieldLine list(String field, @Nullable FieldLine before, String... more) {
        if (more.length == 0) {
            return before;
        }
        String added = String.join(", ", more);
        return FieldLine.of(field, before == null ? added : before.value() + ", " + added);
    }

    /**
     * Returns a copy of this filter that lets browsers send credentials such as cookies, and lets pages read the
     * responses.
     *
     * @throws IllegalStateException if all origins are allowed, because any page could then act for its visitors
     */
    public Cors credentials() {
        if (origins == null) {
            throw new IllegalStateException(
                    "Any page could act for its visitors: every origin is allowed to send credentials."
                            + " Tip: name the origins, origins(\"https://shop.example\")");
        }
        return new Cors(origins, methods, headers, exposed, true, maxAge);
    }

    /**
     * Returns a copy of this filter with another time for which a browser may cache the response to a preflight; 30
     * minutes by default.
     *
     * @param age time in whole seconds; 0 for no caching
     */
    public Cors maxAge(Duration age) {
        if (age.isNegative()) {
            throw new IllegalArgumentException("The age of a preflight is negative: " + age);
        }
        FieldLine line = FieldLine.of(HttpHeader.ACCESS_CONTROL_MAX_AGE, Long.toString(age.toSeconds()));
        return new Cors(origins, methods, headers, exposed, credentials, line);
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
            // Also added if the request has no Origin: a cache must not use the response for a page that sends an
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

    /** Whether the value of a request field is a list of field names that the response may repeat. */
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
}
