/** Loggers of the server, and text from clients made safe for their lines. */
@NullMarked
package dev.interlock.log;

import org.jspecify.annotations.NullMarked;
