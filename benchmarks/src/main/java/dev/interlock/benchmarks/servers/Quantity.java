package dev.interlock.benchmarks.servers;

import java.util.Locale;

/** What is measured of a server. */
enum Quantity {
    THROUGHPUT("requests/s", 0),
    CPU("CPU us/request", 2),
    USER("user us/request", 2),
    SYSTEM("system us/request", 2),
    CLOSED_P50("closed loop P50 us", 0),
    CLOSED_P99("closed loop P99 us", 0),
    ERRORS("errors", 0),
    HALF_RATE("requests/s at 50 %", 0),
    HALF_P50("P50 us at 50 %", 0),
    HALF_P99("P99 us at 50 %", 0),
    HALF_P999("P99.9 us at 50 %", 0),
    HALF_LAG("P99 us of the load's own lag at 50 %", 0),
    MOST_RATE("requests/s at 80 %", 0),
    MOST_P50("P50 us at 80 %", 0),
    MOST_P99("P99 us at 80 %", 0),
    MOST_P999("P99.9 us at 80 %", 0),
    MOST_LAG("P99 us of the load's own lag at 80 %", 0),
    SYSTEM_CALLS("system calls/request", 3),
    SYSTEM_CALLS_PERF("system calls/request by perf", 3),
    ALLOCATED("allocated B/request", 1),
    COLLECTIONS("GC pauses/million requests", 2),
    PAUSES("GC pause ms/million requests", 2),
    LONGEST_PAUSE("longest GC pause ms", 3),
    START("start ms", 0),
    IDLE("idle MiB", 1),
    LOADED("MiB after load", 1);

    private final String label;
    private final int decimals;

    Quantity(String label, int decimals) {
        this.label = label;
        this.decimals = decimals;
    }

    /** The name as it stands in files. */
    String file() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** With the unit. */
    String label() {
        return label;
    }

    int decimals() {
        return decimals;
    }
}
