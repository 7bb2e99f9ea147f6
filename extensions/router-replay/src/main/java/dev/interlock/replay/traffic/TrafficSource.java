package dev.interlock.replay.traffic;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads recorded exchanges one by one, in bounded memory. Not safe for use by several threads. */
public interface TrafficSource extends Closeable {
    /**
     * Returns the next exchange, or null after the last one.
     *
     * @throws TrafficException if a file is damaged
     */
    @Nullable
    Exchange next() throws IOException;

    /** Returns a lower bound of the first arrival, in nanoseconds since 1970. Reads no exchange. */
    default long earliestNanos() {
        return Long.MIN_VALUE;
    }
}
