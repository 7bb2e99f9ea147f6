package dev.interlock.benchmarks.dispatch;

import dev.interlock.dispatch.RequestPath;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import java.util.List;
import java.util.stream.IntStream;

/** Interlock: {@link Router#match} of a generated router, on the bytes of the request. */
final class InterlockDispatcher implements Dispatcher {
    private final Router router;
    private final Lookups lookups;
    private final RequestPath path = new RequestPath();
    /** By route number. */
    private final int[] endpoints;
    /** By route number: the segments of the variables; the complement for a catch-all. */
    private final int[][] variables;

    private int capturedLength;

    InterlockDispatcher(Router router, RouteSet set, Lookups lookups) {
        this.router = router;
        this.lookups = lookups;
        endpoints = router.routes().stream()
                .mapToInt(route -> set.endpoints().indexOf(new Endpoint(route.method(), route.template())))
                .toArray();
        variables = router.routes().stream().map(InterlockDispatcher::variables).toArray(int[][]::new);
    }

    private static int[] variables(RouteInfo route) {
        List<String> segments = new Endpoint(route.method(), route.template()).segments();
        return IntStream.range(0, segments.size())
                .filter(i -> segments.get(i).startsWith("{"))
                .map(i -> Endpoint.isCatchAll(segments.get(i)) ? ~i : i)
                .toArray();
    }

    @Override
    public int find(int lookup) {
        int route =
                router.match(lookups.method(lookup), lookups.bytes(), lookups.start(lookup), lookups.end(lookup), path);
        int length = 0;
        for (int segment : variables[route]) {
            length += (segment >= 0 ? path.segment(segment) : path.rest(~segment)).length();
        }
        capturedLength = length;
        return route;
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
