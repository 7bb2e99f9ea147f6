package dev.interlock.replay.load;

/** Receives the results of lanes, on their threads. */
public interface LaneListener {
    /** An exchange has ended at all targets. The listener releases it after use. */
    void finished(Finished finished);

    /** A lane threw, because of a bug in the replay. */
    void crashed(Throwable problem);
}
