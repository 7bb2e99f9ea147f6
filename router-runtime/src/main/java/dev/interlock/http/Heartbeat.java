package dev.interlock.http;

import java.time.Duration;

/**
 * Keeps a stream open for as long as its client listens. The server sends the head as soon as the publisher has
 * accepted the subscription. The server cancels the stream when the client ends its side of the connection, and ends
 * the stream when the server shuts down. While the publisher is silent, the server sends a text that the client skips,
 * so that no intermediary considers the connection idle.
 *
 * @param interval time between two texts, or between the last element and the first text, exact to a second; zero for
 *     no texts
 * @param text ASCII
 */
public record Heartbeat(Duration interval, String text) {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    public Heartbeat {
        if (!interval.isZero() && (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException(
                    "A heartbeat cannot come every " + interval + ". Tip: PT0.001S to PT24H, or zero for none");
        }
    }
}
