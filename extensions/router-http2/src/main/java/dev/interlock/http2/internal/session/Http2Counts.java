package dev.interlock.http2.internal.session;

import dev.interlock.http2.internal.error.Violation;
import dev.interlock.http2.internal.flood.Flood;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts the violations by the clients of one endpoint, over all event loops. Safe for use by several threads. */
public final class Http2Counts {
    private final AtomicLongArray violations = new AtomicLongArray(Violation.values().length);
    private final AtomicLongArray floods = new AtomicLongArray(Flood.values().length);

    /** Counts a violation that ends a connection or a stream. */
    @SuppressWarnings("EnumOrdinal") // The array has an element for each constant.
    void add(Violation violation) {
        violations.incrementAndGet(violation.ordinal());
    }

    /** Counts a connection that ends because of too many frames of a kind. */
    void add(Flood flood) {
        floods.incrementAndGet(flood.index());
    }

    /** Returns the number of violations of each rule, by the name of the rule. Each kind of flood is a rule. */
    @SuppressWarnings("EnumOrdinal")
    public Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>();
        for (Violation each : Violation.values()) {
            if (each != Violation.FLOOD) {
                all.put(name(each), violations.get(each.ordinal()));
            }
        }
        for (Flood each : Flood.values()) {
            all.put("flood_" + name(each), floods.get(each.index()));
        }
        return all;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
