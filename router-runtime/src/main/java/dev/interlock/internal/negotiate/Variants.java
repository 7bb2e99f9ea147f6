package dev.interlock.internal.negotiate;

import dev.interlock.bytes.Slice;
import dev.interlock.http.RequestHead;
import dev.interlock.http.RouteInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Routes with the same method and paths. The media types of a request select one of them. First, only routes that read
 * the request's body are considered. Among them, the client's Accept selects the route whose response type it prefers.
 * If the client prefers several routes equally, a route that produces the type of the request's body is selected, or
 * else the first route. Immutable.
 */
public final class Variants {
    /** Result if no route reads the body: 415. */
    public static final int UNREADABLE = -1;
    /** Result if no route produces a type that the client accepts: 406. */
    public static final int UNACCEPTABLE = -2;

    /** Rank of a route that declares no types. Each type that the client accepts has a higher rank. */
    private static final int WITHOUT_TYPE = 1;

    private final List<RouteInfo> routes;
    /** Types of each route. */
    private final List<RouteTypes> types;

    /**
     * @param routes routes in order of preference
     * @param types types of each route
     */
    Variants(List<RouteInfo> routes, List<RouteTypes> types) {
        this.routes = List.copyOf(routes);
        this.types = List.copyOf(types);
    }

    /**
     * Selects a route. Allocates nothing.
     *
     * @param contentType value of Content-Type, or null if there is none
     * @param hasBody whether the request has a body, which the route must be able to read
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
            RouteTypes own = types.get(i);
            // A content type without a body selects a route that reads the type. If no route reads it, the content type
            // is ignored.
            boolean reads = !byBody || !readable || own.consumes(contentType);
            int rank = reads ? rank(own, head, contentType) : 0;
            if (rank > most) {
                most = rank;
                best = routes.get(i).number();
            }
        }
        return best;
    }

    private boolean isReadable(@Nullable Slice contentType) {
        for (int i = 0; i < routes.size(); i++) {
            if (types.get(i).consumes(contentType)) {
                return true;
            }
        }
        return false;
    }

    private static int rank(RouteTypes types, RequestHead head, @Nullable Slice contentType) {
        return types.producedCount() == 0 ? WITHOUT_TYPE : types.rank(head, contentType);
    }

    /** Returns the media types of the bodies that at least one route reads. */
    public List<String> consumes() {
        return union(routes, RouteInfo::consumes);
    }

    /** Returns the media types that the routes produce, for all routes that read a body of this type. */
    public List<String> produces(@Nullable Slice contentType, boolean hasBody) {
        boolean byBody = hasBody || (contentType != null && isReadable(contentType));
        List<RouteInfo> reading = new ArrayList<>();
        for (int i = 0; i < routes.size(); i++) {
            if (!byBody || types.get(i).consumes(contentType)) {
                reading.add(routes.get(i));
            }
        }
        return union(reading, RouteInfo::produces);
    }

    private static List<String> union(List<RouteInfo> routes, Function<RouteInfo, List<String>> types) {
        return routes.stream()
                .flatMap(route -> types.apply(route).stream())
                .distinct()
                .toList();
    }
}
