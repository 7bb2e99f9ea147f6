package dev.interlock.http;

import java.time.Duration;

/**
 * Makes a stream one that lasts for as long as its client listens: its head is sent as soon as the publisher has taken the
 * subscription, the end of what the client sends cancels it, and a server that shuts down ends it. While nothing is
 * published, it sends something that its reader skips, so that nobody on the way takes the connection for idle.
 *
 * @param interval between two such texts, and after the last element before the first; zero for none. Kept to the second
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
