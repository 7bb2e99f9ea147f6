package dev.interlock.internal.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.http.RouteInfo;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Templates and handlers of routes as bytes. Used by the thread of one event loop. */
final class RouteTexts {
    /** Limit on the number of routes in each of the two tables. */
    private static final int MOST = 10_000;

    private static final Entry NONE = new Entry(null, new byte[0], FixedText.of(""), FixedText.of(""));

    private final LineBuffer buffer;
    private Entry[] entries = {};
    /** Routes that are not in {@link #entries}, because a route of another endpoint has the same number. */
    private final IdentityHashMap<RouteInfo, Entry> others = new IdentityHashMap<>();

    /** @param format format that defines the escapes */
    RouteTexts(LogFormat format) {
        buffer = new LineBuffer(Escapes.of(format));
    }

    // The arrays are shared, but nobody writes to them.
    @SuppressWarnings("ArrayRecordComponent")
    private record Entry(@Nullable RouteInfo route, byte[] bytes, FixedText template, FixedText handler) {}

    /** Returns a template without escapes. */
    byte[] bytes(RouteInfo route) {
        return entry(route).bytes;
    }

    FixedText template(RouteInfo route) {
        return entry(route).template;
    }

    FixedText handler(RouteInfo route) {
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
        Entry entry = new Entry(
                route,
                route.template().getBytes(UTF_8),
                buffer.escaped(route.template(), LineBuffer.LONGEST_VALUE),
                buffer.escaped(route.handler(), LineBuffer.LONGEST_VALUE));
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
            Arrays.fill(entries, former, entries.length, NONE);
        }
        entries[number] = entry;
    }
}
