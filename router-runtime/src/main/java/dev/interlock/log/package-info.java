/** Loggers of the server, and escapes that make text from clients safe for logs. */
@NullMarked
package dev.interlock.log;

import org.jspecify.annotations.NullMarked;
