package dev.interlock.internal.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.http.RequestHead;
import dev.interlock.http.RouteInfo;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes requests whose path may hold a secret. A request without a route, for example because its method is wrong,
 * counts as well if its path begins like the path of a route with a secret. Immutable.
 */
final class SecretPaths {
    private static final int HEX = 16;
    /** Length of an escape: a percent sign and two digits. */
    private static final int ESCAPE = 3;

    /** Text before the first variable of each template with a secret. */
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
        return begin(head.bytes(), head.pathFrom(), head.pathTo());
    }

    /**
     * Returns whether the path from {@code from} to {@code to} begins like a secret path. Compares percent-decoded
     * bytes, because a client may escape any of them.
     */
    boolean begin(byte[] bytes, int from, int to) {
        for (byte[] beginning : beginnings) {
            if (begins(bytes, from, to, beginning)) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(byte[] bytes, int from, int to, byte[] beginning) {
        int at = from;
        for (byte each : beginning) {
            if (at >= to || decoded(bytes, at, to) != each) {
                return false;
            }
            at += isEscape(bytes, at, to) ? ESCAPE : 1;
        }
        return true;
    }

    private static byte decoded(byte[] bytes, int at, int to) {
        return isEscape(bytes, at, to)
                ? (byte) (Character.digit(bytes[at + 1], HEX) << 4 | Character.digit(bytes[at + 2], HEX))
                : bytes[at];
    }

    private static boolean isEscape(byte[] bytes, int at, int to) {
        return bytes[at] == '%'
                && at + 2 < to
                && Character.digit(bytes[at + 1], HEX) >= 0
                && Character.digit(bytes[at + 2], HEX) >= 0;
    }
}
