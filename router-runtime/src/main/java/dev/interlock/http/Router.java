package dev.interlock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.internal.syntax.HttpMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Routes of an application. Generated code extends this class: it adds tables of the routes, and calls of the handlers.
 * A protocol engine first {@linkplain #resolve resolves} a path to the number of a route. Then it calls {@link #handle}
 * with the request.
 *
 * <p>Safe for use by several threads if the handlers are.
 */
public abstract class Router {
    /** Result if no route matches the path. The response is 404. */
    public static final int NOT_FOUND = -1;
    /** Result if the path is malformed or not allowed. The response is 400. */
    public static final int BAD_PATH = -2;
    /** Result if routes match the path, but none has the method. The response is 405 with {@link #allow}. */
    public static final int METHOD_NOT_ALLOWED = -3;
    /**
     * Result for OPTIONS if routes match the path, but none is an OPTIONS route. The response is 204 with
     * {@link #allow}.
     */
    public static final int OPTIONS = -4;
    /** Result if a route has the path only after a slash at the end is added or removed. The response is 308. */
    public static final int REDIRECT = -5;

    private final TrailingSlash policy;
    private final List<RouteInfo> routes;
    private final List<String> methods;
    private final byte[][] customMethods;
    private final String allowAll;

    /**
     * Called by generated code.
     *
     * @param routes the routes; the number of a route is its index
     * @param customMethods further methods in alphabetical order, numbered from 7. GET, HEAD, POST, PUT, PATCH, DELETE
     *     and OPTIONS have the numbers 0 to 6
     */
    protected Router(TrailingSlash policy, List<RouteInfo> routes, String... customMethods) {
        this.policy = policy;
        this.routes = List.copyOf(routes);
        methods = new ArrayList<>(HttpMethod.STANDARD);
        methods.addAll(Arrays.asList(customMethods));
        this.customMethods = new byte[customMethods.length][];
        for (int i = 0; i < customMethods.length; i++) {
            this.customMethods[i] = customMethods[i].getBytes(US_ASCII);
        }
        boolean[] answered = new boolean[methods.size()];
        for (RouteInfo route : this.routes) {
            answered[numberOf(route)] = true;
        }
        allowAll = allow(answered);
    }

    private int numberOf(RouteInfo route) {
        int number = methods.indexOf(route.method());
        if (number < 0) {
            throw new IllegalArgumentException("The method of " + route + " is not among " + methods);
        }
        return number;
    }

    /**
     * Finds the route that has exactly this method and matches the path in the bytes from {@code from} to {@code to}.
     * Stores the split and decoded path in {@code path}. Returns the number of the route, {@link #NOT_FOUND} or
     * {@link #BAD_PATH}.
     */
    public abstract int match(int method, byte[] bytes, int from, int to, RequestPath path);

    /**
     * Calls the filters, binds the parameters, calls the handler and writes its result. If an {@link AsyncFilter}
     * decides later, the response {@linkplain Response#isAwaiting awaits} the decision. After the decision, this method
     * is called again for the same request.
     *
     * @param route a number that {@link #resolve} has returned for this request
     * @throws HttpException for a request that cannot be converted
     * @throws Exception any exception of the handler
     */
    public abstract void handle(int route, Request request, Response response) throws Exception;

    /**
     * Tells filters that a request has begun. Generated code overrides this method.
     *
     * @param route number of the request's route, or a negative constant of this class
     */
    public void begin(int route, Request request) {
        // There are no filters.
    }

    /**
     * Calls {@code returned} of the filters after {@link #handle}, on the same thread. Generated code overrides this
     * method. Throws nothing.
     */
    public void returned(int route, Request request, Response response) {
        // There are no filters.
    }

    /**
     * Adds the filters of a route to a list, in the order of their calls. Generated code overrides this method.
     *
     * @param route number of the route; a negative constant of this class for the filters of requests without a route
     */
    public void filters(int route, List<Filter> filters) {
        // There are no filters.
    }

    /**
     * Calls {@code after} of the filters once the stage that the response {@linkplain Response#isAwaiting awaits} has
     * completed. Generated code overrides this method.
     *
     * @throws Exception any exception of a filter
     */
    public void after(int route, Request request, Response response) throws Exception {
        // There are no filters.
    }

    /**
     * Passes a response to the filters before it is sent, whether or not a handler has made it. Generated code
     * overrides this method.
     *
     * @param route number of the request's route, or a negative constant of this class
     */
    public void finish(int route, Request request, Response response) {
        // There are no filters.
    }

    /**
     * Calls the application's method for an exception. Generated code overrides this method.
     *
     * @param thrown the exception, without a {@code CompletionException} around it
     * @return false if the application has no method for the exception; the response is then unchanged
     * @throws Exception any exception of the method
     */
    public boolean onError(int route, Throwable thrown, Request request, Response response) throws Exception {
        return false;
    }

    /**
     * Returns the value of WWW-Authenticate for a 401 if no filter has set one. Generated code overrides this method.
     */
    public String challenge() {
        return "Bearer";
    }

    /**
     * Returns the number of classes from which this router was generated: controllers and other classes with
     * annotations of Interlock. Generated code overrides this method.
     */
    protected int sources() {
        return 0;
    }

    /**
     * Returns the qualified name of a class from which this router was generated. Generated code overrides this method.
     *
     * @param source number of the class, from 0 and below {@link #sources()}
     */
    protected String source(int source) {
        throw new IndexOutOfBoundsException(source);
    }

    /**
     * Whether the digest of a class is the same as when this router was compiled. Generated code overrides this method.
     *
     * @param source number of the class, from 0 and below {@link #sources()}
     * @throws LinkageError if the generated class that holds the digest is missing
     */
    protected boolean isCurrent(int source) {
        throw new IndexOutOfBoundsException(source);
    }

    /** Returns the qualified name of the class that lists the controllers. Generated code overrides this method. */
    protected String application() {
        return getClass().getName();
    }

    /**
     * Describes in one line why this router does not match the loaded classes, and what to compile. Returns null if the
     * router matches. A router is outdated if a controller was changed and compiled without the router, or if a library
     * with controllers was replaced. Each call compares all classes. The first call also loads a small generated class
     * for each of them. Safe for use by several threads.
     */
    public final @Nullable String staleness() {
        StaleSources stale = new StaleSources();
        for (int source = 0; source < sources(); source++) {
            compare(source, stale);
        }
        return stale.isEmpty() ? null : stale.describe(getClass().getName(), application());
    }

    private void compare(int source, StaleSources stale) {
        try {
            if (!isCurrent(source)) {
                stale.addChanged(source(source));
            }
        } catch (IllegalAccessError e) {
            // The digest cannot be compared, because the module of the class does not export it to this module.
        } catch (LinkageError e) {
            stale.addMissing(source(source));
        }
    }

    /** Returns all routes. The number of a route is its index. */
    public final List<RouteInfo> routes() {
        return routes;
    }

    public final RouteInfo route(int number) {
        return routes.get(number);
    }

    /**
     * Returns the number of the method in the bytes from {@code from} to {@code to}. Returns -1 if no route has the
     * method; the response is then 501.
     */
    public final int method(byte[] bytes, int from, int to) {
        int standard = HttpMethod.standard(bytes, from, to);
        return standard >= 0 ? standard : customMethod(bytes, from, to);
    }

    private int customMethod(byte[] bytes, int from, int to) {
        for (int i = 0; i < customMethods.length; i++) {
            byte[] name = customMethods[i];
            if (Arrays.equals(bytes, from, to, name, 0, name.length)) {
                return HttpMethod.FIRST_CUSTOM + i;
            }
        }
        return -1;
    }

    /**
     * Finds the route of a request. A HEAD request falls back to a GET route. If no route matches the path, and the
     * policy allows it, the search is repeated with a slash at the end of the path added or removed. Stores the split
     * and decoded path in {@code path}.
     *
     * @return number of the route, or a negative constant of this class
     */
    public final int resolve(int method, byte[] bytes, int from, int to, RequestPath path) {
        int route = match(method, bytes, from, to, path);
        return route >= 0 ? route : resolveMissed(route, method, bytes, from, to, path);
    }

    private int resolveMissed(int missed, int method, byte[] bytes, int from, int to, RequestPath path) {
        if (missed == BAD_PATH) {
            return BAD_PATH;
        }
        int result = fallBack(method, bytes, from, to, path);
        if (result != NOT_FOUND || policy == TrailingSlash.STRICT || !hasTwin(bytes, from, to)) {
            return result;
        }
        int twin = resolveTwin(method, bytes, from, to, path);
        return twin != NOT_FOUND && policy == TrailingSlash.REDIRECT ? REDIRECT : twin;
    }

    /** Whether the search may be repeated with a slash at the end of the path added or removed. */
    private static boolean hasTwin(byte[] bytes, int from, int to) {
        // A location that begins with two slashes names another host (RFC 3986 section 4.2), and browsers read a
        // backslash as a slash. With this location, an attacker could send users to any host.
        return to - from > 1 && bytes[from + 1] != '/' && bytes[from + 1] != '\\';
    }

    private int resolveTwin(int method, byte[] bytes, int from, int to, RequestPath path) {
        if (bytes[to - 1] == '/') {
            return resolveExactly(method, bytes, from, to - 1, path);
        }
        byte[] twin = withSlash(bytes, from, to);
        return resolveExactly(method, twin, 0, twin.length, path);
    }

    private static byte[] withSlash(byte[] bytes, int from, int to) {
        byte[] longer = Arrays.copyOfRange(bytes, from, to + 1);
        longer[to - from] = '/';
        return longer;
    }

    private int resolveExactly(int method, byte[] bytes, int from, int to, RequestPath path) {
        int route = match(method, bytes, from, to, path);
        return route == NOT_FOUND ? fallBack(method, bytes, from, to, path) : route;
    }

    /** Returns the result if no route with exactly this method matches the path. */
    private int fallBack(int method, byte[] bytes, int from, int to, RequestPath path) {
        if (method == HttpMethod.HEAD) {
            int route = match(HttpMethod.GET, bytes, from, to, path);
            if (route >= 0) {
                return route;
            }
        }
        for (int other = 0; other < methods.size(); other++) {
            if (match(other, bytes, from, to, path) >= 0) {
                return method == HttpMethod.OPTIONS ? OPTIONS : METHOD_NOT_ALLOWED;
            }
        }
        return NOT_FOUND;
    }

    /**
     * Returns the methods of a path, as the value of Allow (RFC 9110 section 10.2.1). GET includes HEAD, and OPTIONS is
     * always listed.
     */
    public final String allow(byte[] bytes, int from, int to, RequestPath path) {
        boolean[] answered = new boolean[methods.size()];
        boolean any = findAnswered(answered, bytes, from, to, path);
        if (!any && policy == TrailingSlash.IGNORE && hasTwin(bytes, from, to)) {
            byte[] twin = bytes[to - 1] == '/' ? Arrays.copyOfRange(bytes, from, to - 1) : withSlash(bytes, from, to);
            findAnswered(answered, twin, 0, twin.length, path);
        }
        return allow(answered);
    }

    private boolean findAnswered(boolean[] answered, byte[] bytes, int from, int to, RequestPath path) {
        boolean any = false;
        for (int method = 0; method < answered.length; method++) {
            answered[method] = match(method, bytes, from, to, path) >= 0;
            any |= answered[method];
        }
        return any;
    }

    /** Returns the methods of all paths, for {@code OPTIONS *} (RFC 9110 section 9.3.7). */
    public final String allowAll() {
        return allowAll;
    }

    private String allow(boolean[] answered) {
        answered[HttpMethod.HEAD] |= answered[HttpMethod.GET];
        answered[HttpMethod.OPTIONS] = true;
        StringBuilder names = new StringBuilder();
        for (int method = 0; method < answered.length; method++) {
            if (answered[method]) {
                names.append(names.isEmpty() ? "" : ", ").append(methods.get(method));
            }
        }
        return names.toString();
    }

    /** Called by generated code. Creates the exception for a number that no route has. */
    protected static IllegalArgumentException unknownRoute(int route) {
        return new IllegalArgumentException("No route has the number " + route);
    }
}
