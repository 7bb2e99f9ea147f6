/** The HTTP/1.1 engine beside Netty's: a corpus of requests, and the search for bytes that the two read differently. */
@NullMarked
package dev.interlock.agreement;

import org.jspecify.annotations.NullMarked;
