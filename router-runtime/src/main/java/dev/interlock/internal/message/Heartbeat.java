package dev.interlock.internal.message;

import dev.interlock.http.Response;
import java.time.Duration;

/**
 * Heartbeat of a stream that lasts as long as its client listens.
 *
 * @param interval time between two texts; zero for no texts
 * @param text ASCII
 * @see Response#stream(java.util.concurrent.Flow.Publisher, Duration, String)
 */
public record Heartbeat(Duration interval, String text) {}
