package dev.interlock.internal.engine;

import dev.interlock.internal.determinism.ReadsSystemClock;

/** Clock of a server's event loops: the clock of the system, or a simulated one. Safe for use by several threads. */
@ReadsSystemClock("This is the clock of the system.")
public interface LoopClock {
    LoopClock SYSTEM = new LoopClock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public long currentTimeMillis() {
            return System.currentTimeMillis();
        }
    };

    /** Returns the nanoseconds since a fixed time, like {@link System#nanoTime}. */
    long nanoTime();

    /** Returns the milliseconds since 1970, like {@link System#currentTimeMillis}. */
    long currentTimeMillis();
}
