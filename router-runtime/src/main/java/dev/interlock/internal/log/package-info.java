/** Loggers of the server. Imports {@code log}. */
@NullMarked
package dev.interlock.internal.log;

import org.jspecify.annotations.NullMarked;
