package dev.interlock.canary;

import dev.interlock.http.RouteInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Assigns rows to routes: one for each method and template, and one for requests without a route. Immutable.
 */
final class RouteTable {
    /** Name of the row for requests without a route. */
    static final String NO_ROUTE = "(no route)";

    private final RouteInfo[] routes;
    /** Row of each route, by index. Routes that differ only in their media types share a row. */
    private final int[] rows;
    /** Index of each route. Route numbers are not unique, because several endpoints may use the same ones. */
    private final IdentityHashMap<RouteInfo, Integer> indexes = new IdentityHashMap<>();

    private final List<String> names = new ArrayList<>();

    RouteTable(List<RouteInfo> all) {
        routes = all.toArray(new RouteInfo[0]);
        rows = new int[routes.length];
        Map<String, Integer> known = new HashMap<>();
        for (int i = 0; i < routes.length; i++) {
            String name = routes[i].method() + " " + routes[i].template();
            indexes.put(routes[i], i);
            Integer row = known.get(name);
            if (row == null) {
                row = names.size();
                names.add(name);
                known.put(name, row);
            }
            rows[i] = row;
        }
        names.add(NO_ROUTE);
    }

    int rows() {
        return names.size();
    }

    String name(int row) {
        return names.get(row);
    }

    /** Returns the row of a route; null means a request without a route. */
    int row(@Nullable RouteInfo route) {
        if (route == null) {
            return names.size() - 1;
        }
        int number = route.number();
        if (number < routes.length && routes[number] == route) {
            return rows[number];
        }
        Integer index = indexes.get(route);
        return index == null ? names.size() - 1 : rows[index];
    }
}
