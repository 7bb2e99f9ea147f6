package dev.interlock.canary;

import dev.interlock.http.RouteInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a server's routes: one for each method and template, and one for requests that no route matches. Immutable.
 */
final class RouteTable {
    /** Name of the row of requests that no route matches. */
    static final String NO_ROUTE = "(no route)";

    private final RouteInfo[] routes;
    /** Row of each route. Routes that differ only in their media types share a row. */
    private final int[] rows;
    /** Index of each route. Its number does not suffice, because routes of two endpoints can have the same number. */
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

    /** Returns the row of a route, also of null. */
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
