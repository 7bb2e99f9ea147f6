package dev.interlock.internal.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.http.RequestHead;
import dev.interlock.http.RouteInfo;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes requests whose path may hold a secret. A request without a route, for example with another method, counts
 * as well if its path begins like that of a route with a secret. Immutable.
 */
final class SecretPaths {
    /** Text of each template before its first variable. */
    private final byte[][] beginnings;

    /** @param routes all routes of the server */
    SecretPaths(List<RouteInfo> routes) {
        Set<String> texts = new TreeSet<>();
        for (RouteInfo route : routes) {
            if (route.hasSecretPath()) {
                int variable = route.template().indexOf('{');
                texts.add(variable < 0 ? route.template() : route.template().substring(0, variable));
            }
        }
        beginnings = texts.stream().map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
    }

    /** Returns whether the log must not show the path. */
    boolean isSecret(RequestHead head, @Nullable RouteInfo route) {
        if (route != null) {
            return route.hasSecretPath();
        }
        for (byte[] beginning : beginnings) {
            if (begins(head, beginning)) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(RequestHead head, byte[] beginning) {
        int from = head.pathFrom();
        if (head.pathTo() - from < beginning.length) {
            return false;
        }
        for (int i = 0; i < beginning.length; i++) {
            if (head.bytes()[from + i] != beginning[i]) {
                return false;
            }
        }
        return true;
    }
}
