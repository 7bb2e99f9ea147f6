/**
 * Watches the event loops: warns if a handler blocks a loop, and reports if the process cannot continue. Imports {@code
 * internal.process}, {@code internal.transport}, {@code internal.flight}, {@code internal.engine}, {@code internal.log}
 * and {@code log}.
 */
@NullMarked
package dev.interlock.internal.watchdog;

import org.jspecify.annotations.NullMarked;
