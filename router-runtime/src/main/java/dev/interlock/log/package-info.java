/** The access log of a server, and escapes that make text from clients safe for logs. Imports no other package. */
@NullMarked
package dev.interlock.log;

import org.jspecify.annotations.NullMarked;
