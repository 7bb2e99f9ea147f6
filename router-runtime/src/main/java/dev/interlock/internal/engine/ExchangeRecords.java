package dev.interlock.internal.engine;

import org.jspecify.annotations.Nullable;

/** Pool of idle records of one event loop. Used only by the thread of the loop. */
final class ExchangeRecords {
    /**
     * Limit on the number of records in the pool. After a burst of requests, further records are left to the garbage
     * collector.
     */
    private static final int MOST = 1024;

    private @Nullable ExchangeRecord first;
    private int count;

    /** Takes an idle record out of the pool, or creates one. */
    ExchangeRecord take(Observers observers) {
        ExchangeRecord taken = first;
        if (taken == null) {
            return new ExchangeRecord(observers);
        }
        first = taken.next;
        taken.next = null;
        count--;
        return taken;
    }

    /** Puts a record back into the pool. Called after the exchange of the record has ended. */
    void give(ExchangeRecord record) {
        if (record.reset() && count < MOST) {
            record.next = first;
            first = record;
            count++;
        }
    }
}
