package dev.interlock.replay.load;

/** Receives what happens on a line. */
interface LineListener {
    /** The line keeps this many bytes of a response. */
    void kept(long bytes);

    /** All targets have an outcome. */
    void finished(Pending pending);

    /** The line has thrown: a defect of the replay. */
    void crashed(Throwable cause);
}
