package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.results.Quantity;
import java.util.ArrayList;
import java.util.List;

/** Measured quantities of a server. */
final class Quantities {
    static final Quantity CPU = Quantity.line("cpu", "us", 2);
    static final Quantity USER = Quantity.line("user cpu", "us", 2);
    static final Quantity SYSTEM = Quantity.table("system cpu", "us", 2);
    static final Quantity THROUGHPUT = Quantity.line("throughput", "requests/s", 0);
    static final Quantity CLOSED_P50 = Quantity.table("closed loop p50", "us", 0);
    static final Quantity CLOSED_P99 = Quantity.table("closed loop p99", "us", 0);
    static final Quantity ERRORS = Quantity.table("errors", "requests", 0);
    static final Quantity SYSTEM_CALLS = Quantity.line("system calls", "per request", 3);
    static final Quantity SYSTEM_CALLS_PERF = Quantity.line("system calls by perf", "per request", 3);
    static final Quantity ALLOCATED = Quantity.line("allocated", "B per request", 1);
    static final Quantity COLLECTIONS = Quantity.table("number of GC pauses", "per million requests", 2);
    static final Quantity PAUSES = Quantity.line("GC pauses", "ms per million requests", 2);
    static final Quantity LONGEST_PAUSE = Quantity.line("longest GC pause", "ms", 3);
    static final Quantity START = Quantity.line("start", "ms", 0);
    static final Quantity IDLE = Quantity.line("idle memory", "MiB", 1);
    static final Quantity LOADED = Quantity.line("memory after load", "MiB", 1);

    private Quantities() {}

    static List<Quantity> all() {
        List<Quantity> all = new ArrayList<>(List.of(CPU, USER, THROUGHPUT, SYSTEM, LOADED));
        for (Pace.Level level : Pace.Level.values()) {
            all.addAll(List.of(level.rate(), level.p50(), level.p99(), level.p999(), level.lag()));
        }
        all.addAll(List.of(CLOSED_P50, CLOSED_P99, ERRORS, SYSTEM_CALLS, SYSTEM_CALLS_PERF));
        all.addAll(List.of(ALLOCATED, COLLECTIONS, PAUSES, LONGEST_PAUSE, START, IDLE));
        return all;
    }
}
