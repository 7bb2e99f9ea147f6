package dev.interlock.http2.internal.flood;

/**
 * Kinds of frames with which a client can cause work at little cost. Each kind has a limit: a burst, and a number of
 * frames for each second.
 */
public enum Flood {
    /** Streams that the client resets before their response: rapid reset. */
    RESETS(1000, 100),
    /** Streams that the server resets because of a violation: MadeYouReset. */
    PROVOKED_RESETS(500, 50),
    SETTINGS(100, 10),
    PINGS(1000, 100),
    /** DATA without content that does not end its stream. */
    EMPTY_DATA(100, 10),
    /** DATA with little content that does not end its stream. */
    SMALL_DATA(10_000, 5000),
    /** WINDOW_UPDATE beyond one for each DATA frame of the server. */
    WINDOW_UPDATES(1000, 500),
    /** PRIORITY and PRIORITY_UPDATE. */
    PRIORITIES(1000, 200),
    /** Frames of unknown types. */
    UNKNOWN_FRAMES(1000, 100),
    /** Frames on streams that have ended. */
    LATE_FRAMES(1000, 100);

    private final int burst;
    private final int perSecond;

    Flood(int burst, int perSecond) {
        this.burst = burst;
        this.perSecond = perSecond;
    }

    /** Returns the index of the kind, from 0. */
    @SuppressWarnings("EnumOrdinal") // Arrays take less memory than maps, for each connection.
    int index() {
        return ordinal();
    }

    /** Returns the default number of frames that may arrive at once. */
    int burst() {
        return burst;
    }

    /** Returns the default number of further frames for each second. */
    int perSecond() {
        return perSecond;
    }
}
