package dev.interlock.internal.message;

import dev.interlock.http.Response;
import java.time.Duration;

/**
 * Heartbeat of a stream that lasts as long as its client listens; see {@link Response#stream(java.util.concurrent.Flow.Publisher,
 * Duration, String)}.
 *
 * @param interval time between two texts; zero for no texts
 * @param text ASCII
 */
public record Heartbeat(Duration interval, String text) {}
