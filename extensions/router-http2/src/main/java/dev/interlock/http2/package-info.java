/** HTTP/2 for the server: its settings. */
@NullMarked
package dev.interlock.http2;

import org.jspecify.annotations.NullMarked;
