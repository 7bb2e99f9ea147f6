package dev.interlock.internal.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.http.RouteInfo;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Templates and handlers of routes as bytes. Used by the thread of one event loop. */
final class RouteTexts {
    /** Limit on the routes whose bytes are kept. */
    private static final int MOST = 10_000;

    private Entry[] entries = {};
    /** Routes whose number another route has. They belong to the router of another endpoint. */
    private final IdentityHashMap<RouteInfo, Entry> others = new IdentityHashMap<>();

    // The arrays are shared, but nobody writes to them.
    @SuppressWarnings("ArrayRecordComponent")
    private record Entry(@Nullable RouteInfo route, byte[] template, byte[] handler) {
        static Entry of(RouteInfo route) {
            return new Entry(
                    route, route.template().getBytes(UTF_8), route.handler().getBytes(UTF_8));
        }
    }

    byte[] template(RouteInfo route) {
        return entry(route).template;
    }

    byte[] handler(RouteInfo route) {
        return entry(route).handler;
    }

    private Entry entry(RouteInfo route) {
        int number = route.number();
        if (number < entries.length && entries[number].route == route) {
            return entries[number];
        }
        Entry other = others.get(route);
        return other == null ? add(route, number) : other;
    }

    private Entry add(RouteInfo route, int number) {
        Entry entry = Entry.of(route);
        if (number < MOST && (number >= entries.length || entries[number].route == null)) {
            keep(number, entry);
        } else if (others.size() < MOST) {
            others.put(route, entry);
        }
        return entry;
    }

    private void keep(int number, Entry entry) {
        if (number >= entries.length) {
            int former = entries.length;
            entries = Arrays.copyOf(entries, Math.max(number + 1, 2 * former));
            Arrays.fill(entries, former, entries.length, new Entry(null, new byte[0], new byte[0]));
        }
        entries[number] = entry;
    }
}
