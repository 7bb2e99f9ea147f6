package dev.interlock.replay.traffic;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads recorded exchanges one by one, in bounded memory. Not safe for use by several threads. */
public interface TrafficSource extends Closeable {
    /**
     * Returns the next exchange, or null after the last.
     *
     * @throws TrafficException if a file is damaged; the message names the file and the place
     */
    @Nullable
    Exchange next() throws IOException;

    /** Returns the start of the first exchange at the earliest, in nanoseconds since 1970, without reading on. */
    default long earliestNanos() {
        return Long.MIN_VALUE;
    }
}
