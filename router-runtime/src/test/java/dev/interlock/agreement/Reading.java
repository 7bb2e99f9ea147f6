package dev.interlock.agreement;

import java.util.List;

/**
 * Requests that a reader has read from the bytes of a connection.
 *
 * @param requests complete requests
 * @param end {@link #MORE}, or the reason why the reader cannot continue after them
 */
record Reading(List<SeenRequest> requests, String end) {
    /** End of a reading that waits for more bytes. */
    static final String MORE = "MORE";

    boolean isRefused() {
        return !end.equals(MORE);
    }
}
