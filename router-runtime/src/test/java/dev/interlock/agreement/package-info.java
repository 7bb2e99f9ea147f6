/**
 * Compares our HTTP/1.1 reader with Netty's: a corpus of requests, and a search for bytes that the two read
 * differently.
 */
@NullMarked
package dev.interlock.agreement;

import org.jspecify.annotations.NullMarked;
