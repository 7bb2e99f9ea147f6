package dev.interlock.internal.admin;

import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.observe.AdminPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Lists the routes of the server, sorted by their templates. */
public final class RoutesPage implements AdminPage {
    private final List<RouteInfo> routes;

    public RoutesPage(List<RouteInfo> routes) {
        this.routes = routes;
    }

    @Override
    public void write(Request request, Response response) {
        List<RouteInfo> sorted = new ArrayList<>(routes);
        sorted.sort(Comparator.comparing(RouteInfo::template).thenComparing(RouteInfo::method));
        if (Format.isJson(request, response)) {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (RouteInfo route : sorted) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("method", route.method());
                row.put("template", route.template());
                row.put("handler", route.handler());
                row.putAll(properties(route));
                rows.add(row);
            }
            Format.json(response).beginObject().member("routes", rows).endObject();
        } else {
            TextTable table = new TextTable("METHOD", "TEMPLATE", "HANDLER", "PROPERTIES");
            for (RouteInfo route : sorted) {
                table.row(route.method(), route.template(), route.handler(), text(properties(route)));
            }
            Format.text(response, table.toString());
        }
    }

    /** Returns the properties of a route that differ from the defaults. */
    private static Map<String, Object> properties(RouteInfo route) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (route.execution() != Execution.EVENT_LOOP) {
            all.put("execution", route.execution().name().toLowerCase(Locale.ROOT));
        }
        if (!route.isOpen()) {
            all.put("roles", route.roles());
        }
        Duration timeout = route.timeout();
        if (timeout != null) {
            all.put("timeout", timeout.isZero() ? "none" : timeout.toMillis() + "ms");
        }
        if (route.maxConcurrent() > 0) {
            all.put("maxConcurrent", route.maxConcurrent());
        }
        if (route.maxBody() != RouteInfo.SERVER_LIMIT) {
            all.put("maxBody", route.maxBody());
        }
        if (route.essential()) {
            all.put("essential", true);
        }
        if (route.readsBody()) {
            all.put("consumes", route.consumes());
        }
        if (!route.contentTypes().isEmpty()) {
            all.put("produces", route.contentTypes());
        }
        return all;
    }

    private static String text(Map<String, Object> properties) {
        StringJoiner text = new StringJoiner(" ");
        properties.forEach((name, value) -> {
            if (value.equals(true)) {
                text.add(name);
            } else if (value instanceof List<?> list) {
                text.add(name + "=" + (list.isEmpty() ? "any" : join(list)));
            } else {
                text.add(name.equals("execution") ? value.toString() : name + "=" + value);
            }
        });
        return text.toString();
    }

    private static String join(List<?> values) {
        StringJoiner text = new StringJoiner(",");
        for (Object value : values) {
            text.add(value.toString());
        }
        return text.toString();
    }
}
