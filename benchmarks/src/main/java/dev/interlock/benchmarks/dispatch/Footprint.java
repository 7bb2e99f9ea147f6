package dev.interlock.benchmarks.dispatch;

import dev.interlock.dispatch.DispatchTable;
import dev.interlock.dispatch.TableTrace;
import dev.interlock.http.Router;

/**
 * Memory of the dispatch tables of one router, and how much of it lookups touch.
 *
 * @param bytes of all tables
 * @param touchedBytes of the cache lines that all lookups together touch
 * @param linesPerLookup cache lines that one lookup touches on average
 */
record Footprint(long bytes, long touchedBytes, double linesPerLookup) {
    /**
     * Follows all lookups.
     *
     * @param router a generated one
     * @throws IllegalStateException when the tables lead elsewhere than the router's lookups
     */
    static Footprint of(Router router, Lookups lookups) throws ReflectiveOperationException {
        DispatchTable tables = GeneratedRouter.tables(router);
        TableTrace trace = new TableTrace(tables);
        for (int i = 0; i < Lookups.COUNT; i++) {
            trace.follow(lookups.method(i), lookups.bytes(), lookups.start(i), lookups.end(i));
        }
        return new Footprint(trace.bytes(), trace.touchedBytes(), trace.linesPerLookup());
    }
}
