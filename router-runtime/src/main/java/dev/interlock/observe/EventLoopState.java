package dev.interlock.observe;

import java.util.OptionalLong;

/** State of one event loop of a running server. Safe for use by several threads. */
public interface EventLoopState {
    /** Returns the name of the thread. */
    String name();

    /**
     * Returns the CPU time that the thread of the loop has used, in nanoseconds. Returns empty if the JVM does not
     * measure it. The growth of this time in a second shows for which part of the second the loop was busy.
     */
    OptionalLong cpuNanos();

    /**
     * Returns the longest delay of a periodic task of the loop in the last 15 to 30 seconds, in nanoseconds. If the
     * task is overdue now, the present delay counts, too.
     */
    long lagNanos();
}
