package dev.interlock.http2.internal.flood;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kinds of frames that are cheap for a client, but not for the server. Each kind has a limit: the number of frames that
 * may arrive at once, and the number of further frames for each second.
 */
public enum Flood {
    /** Streams that the client resets before their response: rapid reset. */
    RESETS(1000, 100),
    /** Streams that the server resets because of a violation: MadeYouReset. */
    PROVOKED_RESETS(500, 50),
    SETTINGS(100, 10),
    PINGS(1000, 100),
    /** DATA frames without content that do not end their stream. */
    EMPTY_DATA(100, 10),
    /** DATA frames with little content that do not end their stream. */
    SMALL_DATA(10_000, 5000),
    /**
     * WINDOW_UPDATE frames. One for each DATA frame of the server does not count, unless the window was nearly shut.
     */
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

    /**
     * Returns the kind with a name.
     *
     * @throws IllegalArgumentException if no kind has the name; the message is for users
     */
    static Flood of(String text) {
        for (Flood each : values()) {
            if (each.text().equals(text)) {
                return each;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not a kind of frames; the kinds are "
                + Stream.of(values()).map(Flood::text).collect(Collectors.joining(", ")));
    }

    /** Returns the name in settings and counts. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the index of the kind, from 0. */
    @SuppressWarnings("EnumOrdinal") // Each connection has arrays by kind, which take less memory than maps.
    public int index() {
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
