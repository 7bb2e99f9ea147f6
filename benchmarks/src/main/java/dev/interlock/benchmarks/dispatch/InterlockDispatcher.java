package dev.interlock.benchmarks.dispatch;

import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import java.util.List;
import java.util.stream.IntStream;

/** Interlock's generated router. Calls {@link Router#match} on the bytes of the request. */
final class InterlockDispatcher implements Dispatcher {
    private final Router router;
    private final Lookups lookups;
    private final RequestPath path = new RequestPath();
    /** Index of the endpoint in the route set, by route number of the router. */
    private final int[] endpoints;
    /**
     * Positions of the variables, by route number. The bit with a segment's index is set if the segment is a variable.
     * The sign bit is set if a catch-all is at the end.
     */
    private final long[] variables;

    private int capturedLength;

    InterlockDispatcher(Router router, RouteSet set, Lookups lookups) {
        this.router = router;
        this.lookups = lookups;
        endpoints = router.routes().stream()
                .mapToInt(route -> set.endpoints().indexOf(new Endpoint(route.method(), route.template())))
                .toArray();
        variables = router.routes().stream()
                .mapToLong(InterlockDispatcher::variables)
                .toArray();
    }

    private static long variables(RouteInfo route) {
        Endpoint endpoint = new Endpoint(route.method(), route.template());
        List<String> segments = endpoint.segments();
        return IntStream.range(0, segments.size())
                .filter(i -> segments.get(i).startsWith("{"))
                .mapToLong(i -> 1L << i)
                .reduce(endpoint.hasCatchAll() ? Long.MIN_VALUE : 0, (some, more) -> some | more);
    }

    @Override
    public int find(int lookup) {
        int route =
                router.match(lookups.method(lookup), lookups.bytes(), lookups.start(lookup), lookups.end(lookup), path);
        capturedLength = capturedLength(variables[route]);
        return route;
    }

    private int capturedLength(long bits) {
        int length = 0;
        for (long left = bits & Long.MAX_VALUE; left != 0; left &= left - 1) {
            int segment = Long.numberOfTrailingZeros(left);
            boolean rest = bits < 0 && (left & (left - 1)) == 0;
            length += (rest ? path.rest(segment) : path.segment(segment)).length();
        }
        return length;
    }

    @Override
    public int capturedLength() {
        return capturedLength;
    }

    @Override
    public int endpoint(int found) {
        return endpoints[found];
    }
}
