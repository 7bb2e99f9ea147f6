/**
 * Client of the Prometheus HTTP API: instant queries and their results. Knows nothing of canaries. Internal:
 * applications use {@code dev.interlock.canary}. Imports only the JDK and Jackson's streaming parser.
 */
@NullMarked
package dev.interlock.canary.prometheus;

import org.jspecify.annotations.NullMarked;
