/**
 * Requests and responses as header sections, by the rules of RFC 9113 section 8. Imports the packages of errors and
 * HPACK.
 */
@NullMarked
package dev.interlock.http2.internal.head;

import org.jspecify.annotations.NullMarked;
