package dev.interlock.http;

import dev.interlock.bytes.Slice;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Routes of one method and the same paths, of which a request gets the one that its media types ask for. Among those that
 * read its body it is the one with the type that its Accept prefers; among equals one with the type of the request's own
 * body, or else the first. Immutable.
 */
public final class Variants {
    /** None reads the body: 415. */
    public static final int UNREADABLE = -1;
    /** None answers in a type that the client takes: 406. */
    public static final int UNACCEPTABLE = -2;

    /** More than any route has without a type of its own, and less than any that the client takes. */
    private static final int WITHOUT_TYPE = 1;

    private final List<RouteInfo> routes;

    /** @param routes in the order in which they are preferred */
    Variants(List<RouteInfo> routes) {
        this.routes = List.copyOf(routes);
    }

    /**
     * Chooses, without allocation.
     *
     * @param contentType the value of Content-Type, or null if there is none
     * @param hasBody whether the request has a body, which the route must read
     * @return the number of a route, or a negative constant of this class
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
            // A type without a body chooses where it can, and is ignored where no route reads it.
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

    /** The types of body that some route reads. */
    public List<String> consumes() {
        return union(routes.stream(), RouteInfo::consumes);
    }

    /** The types of body that the routes answer with that read a body of that type. */
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
