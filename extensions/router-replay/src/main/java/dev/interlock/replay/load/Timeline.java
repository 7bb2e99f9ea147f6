package dev.interlock.replay.load;

/** A clock, and a thread that runs tasks at given times. */
public interface Timeline {
    /** Returns the current time in nanoseconds, from an arbitrary origin. */
    long nanos();

    /** Runs a task on the thread of the timeline at a given time, or soon if that time has passed. */
    void at(long nanos, Runnable task);

    /** Runs a task on the thread of the timeline soon. Any thread may call this method. */
    void execute(Runnable task);
}
