package dev.interlock.engine;

import org.jspecify.annotations.Nullable;

/** Idle records of one event loop. Used by its thread alone. */
final class ExchangeRecords {
    /** The garbage collector frees further records of a burst of requests. */
    private static final int MOST = 1024;

    private @Nullable ExchangeRecord first;
    private int count;

    /** A record that nobody uses. */
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

    /** Gives a record back whose exchange is over. */
    void give(ExchangeRecord record) {
        if (record.reset() && count < MOST) {
            record.next = first;
            first = record;
            count++;
        }
    }
}
