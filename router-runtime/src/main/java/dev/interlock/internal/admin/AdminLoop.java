package dev.interlock.internal.admin;

/** Event loop of the admin port. Safe for use by several threads. */
public interface AdminLoop {
    /** Runs a task on the loop. Does nothing if the loop has ended. */
    void execute(Runnable task);

    /** Runs a task on the loop after a delay. */
    void later(Runnable task, long nanos);

    /** Returns the nanoseconds since some fixed time in the past. */
    long nanoTime();
}
