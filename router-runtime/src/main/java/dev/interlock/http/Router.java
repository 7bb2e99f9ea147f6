package dev.interlock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.dispatch.RequestPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The routes of an application: generated code extends this with the tables and the calls. A protocol engine first
 * {@linkplain #resolve resolves} a path to a route number, then has the route {@linkplain #handle handle} the request.
 *
 * <p>Safe for use by several threads, as long as the handlers are.
 */
public abstract class Router {
    /** No route has the path. */
    public static final int NOT_FOUND = -1;
    /** The path is one that no request may have: 400. */
    public static final int BAD_PATH = -2;
    /** A route has the path, but none with the method: 405 with {@link #allow}. */
    public static final int METHOD_NOT_ALLOWED = -3;
    /** OPTIONS for a path that no OPTIONS route has: 204 with {@link #allow}. */
    public static final int OPTIONS = -4;
    /** A route has the path with the slash at its end added or removed: 308 to {@link #redirectLocation}. */
    public static final int REDIRECT = -5;

    private final TrailingSlashPolicy policy;
    private final List<RouteInfo> routes;
    /** At the numbers of routes that stand for others. */
    private final @Nullable Variants[] variants;

    private final List<String> methods;
    private final byte[][] customMethods;
    private final String allowAll;

    /**
     * Called by generated code.
     *
     * @param routes each at the index that is its number
     * @param customMethods the methods that are not among the seven of {@link HttpMethod}, in alphabetical order: they
     *     have the numbers from {@link HttpMethod#FIRST_CUSTOM}
     */
    protected Router(TrailingSlashPolicy policy, List<RouteInfo> routes, String... customMethods) {
        this.policy = policy;
        this.routes = List.copyOf(routes);
        variants = new Variants[this.routes.size()];
        for (int i = 0; i < variants.length; i++) {
            variants[i] = variantsOf(this.routes.get(i));
        }
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

    private @Nullable Variants variantsOf(RouteInfo route) {
        if (route.variants().length == 0) {
            return null;
        }
        List<RouteInfo> all = new ArrayList<>(List.of(route));
        for (int number : route.variants()) {
            all.add(routes.get(number));
        }
        return new Variants(all);
    }

    private int numberOf(RouteInfo route) {
        int number = methods.indexOf(route.method());
        if (number < 0) {
            throw new IllegalArgumentException("The method of " + route + " is not among " + methods);
        }
        return number;
    }

    /**
     * The number of the route that has exactly this method and the path from {@code from} to {@code to}, with the path
     * split and decoded into {@code path}; {@link #NOT_FOUND} or {@link #BAD_PATH} if there is none.
     */
    public abstract int match(int method, byte[] bytes, int from, int to, RequestPath path);

    /**
     * Binds the parameters, calls the handler and writes what it returns.
     *
     * @param route a number that {@link #resolve} gave for this request
     * @throws HttpException for a request that does not convert
     * @throws Exception whatever the handler throws
     */
    public abstract void handle(int route, Request request, Response response) throws Exception;

    /**
     * Tells filters that a request has begun: overridden by generated code.
     *
     * @param route the number of the route that the request led to, or a negative constant of this class
     */
    public void begin(int route, Request request) {
        // Without filters there is nothing to do.
    }

    /**
     * Ends what {@link #handle} began, once the answer that it left {@linkplain Response#isAwaiting awaited} is there:
     * overridden by generated code to call what follows the handler.
     *
     * @throws Exception whatever a filter throws
     */
    public void after(int route, Request request, Response response) throws Exception {
        // Without filters there is nothing to do.
    }

    /**
     * Has filters see an answer before it is sent, whatever made it: overridden by generated code.
     *
     * @param route as of {@link #begin}
     */
    public void finish(int route, Request request, Response response) {
        // Without filters there is nothing to do.
    }

    /**
     * Answers what was thrown by the method of the application that is for it: overridden by generated code.
     *
     * @param thrown not wrapped in a {@code CompletionException}
     * @return false if there is no such method; the response is what it was then
     * @throws Exception whatever the method throws
     */
    public boolean onError(int route, Throwable thrown, Request request, Response response) throws Exception {
        return false;
    }

    /** WWW-Authenticate of a 401 of which no filter said more: overridden by generated code. */
    public String challenge() {
        return "Bearer";
    }

    /** The classes that this router was made from. Generated code overrides this method. */
    protected List<RouterSources> sources() {
        return List.of();
    }

    /** Qualified name of the class that lists the controllers. Generated code overrides this method. */
    protected String application() {
        return getClass().getName();
    }

    /**
     * Returns one line that says why this router does not fit the classes that run and what to compile; null if it
     * fits. Compilers can compile a changed controller alone, and a build can replace a library alone. The router then
     * has the old routes. Each call compares all classes; the first one loads a small class for each. For any thread.
     */
    public final @Nullable String staleness() {
        StaleSources stale = new StaleSources();
        for (RouterSources each : sources()) {
            each.compare(stale);
        }
        return stale.isEmpty() ? null : stale.describe(getClass().getName(), application());
    }

    /** All routes, each at the index that is its number. */
    public final List<RouteInfo> routes() {
        return routes;
    }

    public final RouteInfo route(int number) {
        return routes.get(number);
    }

    /**
     * What a request chooses among that {@link #resolve} found this route for; null for a route that stands for itself.
     */
    public final @Nullable Variants variants(int number) {
        return variants[number];
    }

    /** The number of the method from {@code from} to {@code to}; -1 for one that no route has: 501. */
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
     * The number of the route that answers a request: HEAD falls back to GET, and a path without route is tried with
     * its last slash added or removed as the policy has it.
     *
     * @return a route, with {@code path} split and decoded, or one of the negative constants of this class
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
        if (result != NOT_FOUND || policy == TrailingSlashPolicy.STRICT || !hasTwin(bytes, from, to)) {
            return result;
        }
        int twin = resolveTwin(method, bytes, from, to, path);
        return twin != NOT_FOUND && policy == TrailingSlashPolicy.REDIRECT ? REDIRECT : twin;
    }

    /** Whether the path may be tried with its last slash added or removed. */
    private static boolean hasTwin(byte[] bytes, int from, int to) {
        // A location that begins with two slashes names another host (RFC 3986 section 4.2), and browsers read a
        // backslash as a slash: a redirection there would be an open one.
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

    /** What a path gives that no route has with exactly this method. */
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
     * The methods that the path answers, as the value of Allow (RFC 9110 section 10.2.1): GET brings HEAD with it,
     * OPTIONS is always among them.
     */
    public final String allow(byte[] bytes, int from, int to, RequestPath path) {
        boolean[] answered = new boolean[methods.size()];
        boolean any = findAnswered(answered, bytes, from, to, path);
        if (!any && policy == TrailingSlashPolicy.IGNORE && hasTwin(bytes, from, to)) {
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

    /** The methods that some path answers, for {@code OPTIONS *} (RFC 9110 section 9.3.7). */
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

    /**
     * Where {@link #REDIRECT} leads: the path with its last slash added or removed, and the query. Bytes that a URI
     * cannot hold are percent-encoded.
     */
    public static String redirectLocation(RequestHead head) {
        byte[] bytes = head.bytes();
        int from = head.pathFrom();
        int to = head.pathTo();
        boolean cut = bytes[to - 1] == '/';
        StringBuilder location = new StringBuilder();
        appendUri(location, bytes, from, cut ? to - 1 : to);
        if (!cut) {
            location.append('/');
        }
        if (head.queryFrom() >= 0) {
            location.append('?');
            appendUri(location, bytes, head.queryFrom(), head.queryTo());
        }
        return location.toString();
    }

    private static void appendUri(StringBuilder location, byte[] bytes, int from, int to) {
        HexFormat hex = HexFormat.of().withUpperCase();
        for (int i = from; i < to; i++) {
            if (bytes[i] > ' ' && bytes[i] < 0x7f) {
                location.append((char) bytes[i]);
            } else {
                location.append('%').append(hex.toHexDigits(bytes[i]));
            }
        }
    }

    /** For generated code: the exception for a number that {@link #resolve} cannot have given. */
    protected static IllegalArgumentException unknownRoute(int route) {
        return new IllegalArgumentException("No route has the number " + route);
    }
}
