package dev.interlock.replay.load;

/** Receives the events of a line. */
interface LineListener {
    /** The line keeps {@code bytes} bytes of a response in memory. */
    void kept(long bytes);

    /** All targets have an outcome. */
    void finished(Pending pending);

    /** The line has thrown: a defect of the replay. */
    void crashed(Throwable cause);
}
