package dev.interlock.replay.load;

import dev.interlock.replay.traffic.Exchange;

/**
 * An exchange with its due time.
 *
 * @param sequence number of the exchange in the sources; the first has the number 0, and skipped exchanges leave gaps
 * @param dueNanos due time in nanoseconds after the start
 */
record Scheduled(long sequence, long dueNanos, Exchange exchange) {}
