/**
 * Limits on cheap frames that cause expensive work (RFC 9113 section 10.5). Imports only the package of errors.
 */
@NullMarked
package dev.interlock.http2.internal.flood;

import org.jspecify.annotations.NullMarked;
