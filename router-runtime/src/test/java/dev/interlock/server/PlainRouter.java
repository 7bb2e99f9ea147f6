package dev.interlock.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import java.util.List;

/** Routes without variables, found by linear search. This is enough for tests of the engine. */
public abstract class PlainRouter extends Router {
    protected PlainRouter(TrailingSlash policy, List<RouteInfo> routes) {
        super(policy, routes);
    }

    @Override
    public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
        for (RouteInfo route : routes()) {
            byte[] name = route.method().getBytes(ISO_8859_1);
            if (method(name, 0, name.length) == method && isAt(route.template(), bytes, from, to)) {
                return route.number();
            }
        }
        return NOT_FOUND;
    }

    private static boolean isAt(String template, byte[] bytes, int from, int to) {
        if (to - from != template.length()) {
            return false;
        }
        for (int i = 0; i < template.length(); i++) {
            if (bytes[from + i] != template.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
