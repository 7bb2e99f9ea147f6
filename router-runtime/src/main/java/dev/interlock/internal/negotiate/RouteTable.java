package dev.interlock.internal.negotiate;

import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A router, and the parsed media types of its routes. The types of a route are parsed when its first request arrives.
 * Safe for use by several threads: types are immutable, so it does not matter which of two equal objects a thread sees.
 */
public final class RouteTable {
    private final Router router;
    /** Types by the number of the route; null before its first request. */
    private final @Nullable RouteTypes[] types;
    /** Routes with the same method and paths. The index is the number of the route that represents them. */
    private final @Nullable Variants[] variants;

    public RouteTable(Router router) {
        this.router = router;
        List<RouteInfo> routes = router.routes();
        types = new @Nullable RouteTypes[routes.size()];
        variants = new @Nullable Variants[types.length];
        for (int i = 0; i < types.length; i++) {
            variants[i] = variantsOf(routes.get(i));
        }
    }

    private @Nullable Variants variantsOf(RouteInfo route) {
        if (route.variants().isEmpty()) {
            return null;
        }
        List<RouteInfo> all = new ArrayList<>(List.of(route));
        List<RouteTypes> typesOfAll = new ArrayList<>(List.of(types(route)));
        for (int number : route.variants()) {
            RouteInfo variant = router.route(number);
            all.add(variant);
            typesOfAll.add(types(variant));
        }
        return new Variants(all, typesOfAll);
    }

    public Router router() {
        return router;
    }

    public RouteTypes types(RouteInfo route) {
        RouteTypes known = types[route.number()];
        return known == null ? parse(route) : known;
    }

    private RouteTypes parse(RouteInfo route) {
        RouteTypes parsed = RouteTypes.of(route);
        types[route.number()] = parsed;
        return parsed;
    }

    /**
     * Returns all routes with the method and paths of a route, if the route represents them, or null. The media types
     * of a request select one of them.
     */
    public @Nullable Variants variants(int number) {
        return variants[number];
    }
}
