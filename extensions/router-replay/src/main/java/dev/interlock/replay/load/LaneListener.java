package dev.interlock.replay.load;

/** Receives the results of lanes, on their threads. */
public interface LaneListener {
    /** The receiver releases the exchange when it needs it no more. */
    void finished(Finished finished);

    /** A lane has thrown: a defect of the replay. */
    void crashed(Throwable problem);
}
