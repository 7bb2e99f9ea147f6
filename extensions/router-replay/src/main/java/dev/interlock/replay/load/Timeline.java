package dev.interlock.replay.load;

/** A clock and the thread that runs tasks by it. */
public interface Timeline {
    /** Returns the time in nanoseconds, from an arbitrary origin. */
    long nanos();

    /** Runs a task on the thread of the timeline at a time, or at once if the time has passed. */
    void at(long nanos, Runnable task);

    /** Runs a task on the thread of the timeline soon. Any thread may call this method. */
    void execute(Runnable task);
}
