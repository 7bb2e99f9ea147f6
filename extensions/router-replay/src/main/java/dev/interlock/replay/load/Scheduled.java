package dev.interlock.replay.load;

import dev.interlock.replay.traffic.Exchange;

/**
 * An exchange with the time at which its request is due.
 *
 * @param sequence number of the exchange in its sources, from 0; skipped exchanges leave gaps
 */
record Scheduled(long sequence, long dueNanos, Exchange exchange) {}
