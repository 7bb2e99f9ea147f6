/**
 * Signals and the end of the process: SIGTERM, SIGHUP, shutdown hooks, a failed start, and a halt if the process cannot
 * continue. Imports {@code internal.engine}, {@code internal.log} and {@code log}.
 */
@NullMarked
package dev.interlock.internal.process;

import org.jspecify.annotations.NullMarked;
