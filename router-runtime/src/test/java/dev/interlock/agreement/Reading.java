package dev.interlock.agreement;

import java.util.List;

/**
 * What a reader made of the bytes of a connection.
 *
 * @param requests those that are complete
 * @param end {@link #MORE}, or why nothing behind them can be read
 */
record Reading(List<SeenRequest> requests, String end) {
    /** The end of a reading that waits for more bytes. */
    static final String MORE = "MORE";

    boolean isRefused() {
        return !end.equals(MORE);
    }
}
