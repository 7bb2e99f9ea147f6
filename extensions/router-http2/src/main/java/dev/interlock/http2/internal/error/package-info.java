/**
 * Error codes of RFC 9113 section 7, and the rules whose violation causes them. Imports no other package of HTTP/2.
 */
@NullMarked
package dev.interlock.http2.internal.error;

import org.jspecify.annotations.NullMarked;
