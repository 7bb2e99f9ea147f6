package dev.interlock.server;

/** Time that the event loops of a server go by: that of the system, or of a simulation. Safe for use by several threads. */
interface LoopClock {
    /** Time of the system. */
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
