/**
 * Numbers, text and hashes in byte arrays. All bit tricks are in this package. Accesses to arrays are bounds-checked,
 * and tests compare each method with a simple implementation. Imports nothing.
 */
@NullMarked
package dev.interlock.internal.bytes;

import org.jspecify.annotations.NullMarked;
