package dev.interlock.metrics;

import dev.interlock.http.RouteInfo;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the metrics of requests: one for each method and template of a route, one for all requests with unknown
 * methods, and one for all requests without a route. Each row has one series for each {@linkplain #OUTCOMES outcome}.
 * The table is complete when the server starts, so no request adds a row. Immutable.
 */
final class SeriesTable {
    static final String METHOD = "http_request_method";
    static final String ROUTE = "http_route";
    static final String STATUS = "http_response_status_code";
    static final String ERROR = "error_type";

    /** OpenTelemetry's name for the methods that an application does not know. */
    static final String OTHER = "_OTHER";

    /** Outcome of an exchange whose response was not sent completely. */
    static final int ABORTED = 0;

    /** Number of outcomes: aborted, and the status classes from 2xx to 5xx. */
    static final int OUTCOMES = 5;

    private final RouteInfo[] routes;
    /** Row of each route. Routes that differ only in their media types share a row. */
    private final int[] rows;
    /**
     * Index of each route in {@link #routes}. The number of a route does not suffice, because routes of different
     * endpoints can have the same number.
     */
    private final IdentityHashMap<RouteInfo, Integer> indexes = new IdentityHashMap<>();

    private final List<Labels> labels = new ArrayList<>();
    private final int unknownMethod;
    private final int unknownPath;

    SeriesTable(List<RouteInfo> all) {
        routes = all.toArray(new RouteInfo[0]);
        rows = new int[routes.length];
        Map<String, Integer> known = new HashMap<>();
        for (int i = 0; i < routes.length; i++) {
            RouteInfo route = routes[i];
            indexes.put(route, i);
            rows[i] = known.computeIfAbsent(
                    route.toString(), name -> add(Labels.of(METHOD, route.method(), ROUTE, route.template())));
        }
        unknownMethod = add(Labels.of(METHOD, OTHER));
        unknownPath = add(Labels.of(ROUTE, OTHER));
    }

    private int add(Labels row) {
        labels.add(row);
        return labels.size() - 1;
    }

    /** Returns the number of rows. */
    int rows() {
        return labels.size();
    }

    /** Returns the labels of a row. */
    Labels labels(int row) {
        return labels.get(row);
    }

    /** Returns the labels of a series. */
    Labels labels(int row, int outcome) {
        Labels common = labels.get(row);
        if (outcome == ABORTED) {
            return common.add(ERROR, "aborted");
        }
        String statusClass = outcome + 1 + "xx";
        Labels complete = common.add(STATUS, statusClass);
        // OpenTelemetry sets error.type if the status says that the server failed.
        return statusClass.equals("5xx") ? complete.add(ERROR, statusClass) : complete;
    }

    /** Returns the row of a route, or -1 if the route is null or belongs to another server. */
    int row(@Nullable RouteInfo route) {
        if (route == null) {
            return -1;
        }
        int number = route.number();
        if (number < routes.length && routes[number] == route) {
            return rows[number];
        }
        Integer index = indexes.get(route);
        return index == null ? -1 : rows[index];
    }

    int unknownMethod() {
        return unknownMethod;
    }

    int unknownPath() {
        return unknownPath;
    }

    /**
     * Returns the outcome of a complete response.
     *
     * @param status 200 to 599
     */
    static int outcome(int status) {
        // This division is cheap: the JIT compiler turns it into a multiplication.
        return status / 100 - 1;
    }
}
