package dev.interlock.replay.load;

import java.util.Locale;

/** Reason why a request has no response. */
public enum Failure {
    /** No connection could be opened. */
    UNREACHABLE,
    /** The connection ended before the response was complete. */
    CUT,
    /** The response was not complete in time. */
    TIMED_OUT,
    /** The response is not valid HTTP. */
    MALFORMED,
    /** A hook threw, so the request was not sent. */
    HOOK;

    /** Returns the name in reports, such as "timed out". */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
