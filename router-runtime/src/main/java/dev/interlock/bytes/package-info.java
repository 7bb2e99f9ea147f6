/**
 * Bytes that applications read and write: slices of the received bytes, and a buffer for written bytes. May import only
 * {@code internal.bytes} and the JDK.
 *
 * <p>The JVM checks the bounds of every access.
 */
@NullMarked
package dev.interlock.bytes;

import org.jspecify.annotations.NullMarked;
