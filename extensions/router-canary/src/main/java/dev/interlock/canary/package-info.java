/**
 * The verdict on a canary: the statistics of a new version's errors and latencies, compared with limits and with the
 * version before it. Imports {@code statistics} and {@code prometheus}, and {@code http} and {@code observe} for the
 * listener of a server.
 */
@NullMarked
package dev.interlock.canary;

import org.jspecify.annotations.NullMarked;
