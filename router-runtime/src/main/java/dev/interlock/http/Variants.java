package dev.interlock.http;

import dev.interlock.bytes.Slice;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Routes with the same method and paths, from which the media types of a request select one. Only routes that read the
 * request's body are considered. Among them, the route is selected whose type the client's Accept prefers. Among equal
 * routes, the one with the type of the request's body is selected, or else the first. Immutable.
 */
public final class Variants {
    /** No route reads the body: 415. */
    public static final int UNREADABLE = -1;
    /** No route produces a type that the client accepts: 406. */
    public static final int UNACCEPTABLE = -2;

    /** Rank of a route that declares no types. Any type that the client accepts has a higher rank. */
    private static final int WITHOUT_TYPE = 1;

    private final List<RouteInfo> routes;

    /** @param routes in order of preference */
    Variants(List<RouteInfo> routes) {
        this.routes = List.copyOf(routes);
    }

    /**
     * Selects a route. Allocates nothing.
     *
     * @param contentType value of Content-Type, or null if there is none
     * @param hasBody whether the request has a body, which the route must read
     * @return number of a route, or a negative constant of this class
     */
    public int choose(RequestHead head, @Nullable Slice contentType, boolean hasBody) {
        boolean byBody = hasBody || contentType != null;
        boolean readable = !byBody || isReadable(contentType);
        if (!readable && hasBody) {
            return UNREADABLE;
        }
        int best = UNACCEPTABLE;
        int most = 0;
        for (int i = 0; i < routes.size(); i++) {
            RouteInfo route = routes.get(i);
            // A content type without a body selects a route that reads it. It is ignored if no route reads it.
            boolean reads = !byBody || !readable || MediaTypes.consumes(route, contentType);
            int rank = reads ? rank(route, head, contentType) : 0;
            if (rank > most) {
                most = rank;
                best = route.number();
            }
        }
        return best;
    }

    private boolean isReadable(@Nullable Slice contentType) {
        for (int i = 0; i < routes.size(); i++) {
            if (MediaTypes.consumes(routes.get(i), contentType)) {
                return true;
            }
        }
        return false;
    }

    private static int rank(RouteInfo route, RequestHead head, @Nullable Slice contentType) {
        List<MediaRange> ranges = route.producedRanges();
        int most = ranges.isEmpty() ? WITHOUT_TYPE : 0;
        for (int i = 0; i < ranges.size(); i++) {
            most = Math.max(most, MediaTypes.rank(ranges.get(i), head, contentType));
        }
        return most;
    }

    /** Media types of the bodies that some route reads. */
    public List<String> consumes() {
        return union(routes.stream(), RouteInfo::consumes);
    }

    /** Media types of the responses of the routes that read a body of this type. */
    public List<String> produces(@Nullable Slice contentType, boolean hasBody) {
        boolean byBody = hasBody || (contentType != null && isReadable(contentType));
        return union(
                routes.stream().filter(route -> !byBody || MediaTypes.consumes(route, contentType)),
                RouteInfo::produces);
    }

    private static List<String> union(Stream<RouteInfo> routes, Function<RouteInfo, List<String>> types) {
        return routes.flatMap(route -> types.apply(route).stream()).distinct().toList();
    }
}
