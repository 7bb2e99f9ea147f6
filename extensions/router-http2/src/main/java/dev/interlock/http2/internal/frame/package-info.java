/**
 * Frames of RFC 9113 sections 4 and 6: their reader and their writer. Imports only the package of errors.
 */
@NullMarked
package dev.interlock.http2.internal.frame;

import org.jspecify.annotations.NullMarked;
