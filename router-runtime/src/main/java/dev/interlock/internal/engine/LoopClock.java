package dev.interlock.internal.engine;

/** Clock of a server's event loops: the system's, or a simulated one. Safe for use by several threads. */
public interface LoopClock {
    /** Clock of the system. */
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

    /** Nanoseconds since a fixed time, as {@link System#nanoTime}. */
    long nanoTime();

    /** Milliseconds since 1970, as {@link System#currentTimeMillis}. */
    long currentTimeMillis();
}
