/**
 * Settings, windows and states of streams (RFC 9113 sections 5 and 6.5). Imports only the package of errors.
 */
@NullMarked
package dev.interlock.http2.internal.stream;

import org.jspecify.annotations.NullMarked;
