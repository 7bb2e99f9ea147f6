/**
 * Numbers, text and hashes in byte arrays. All bit tricks live in this package; each is bounds-checked, and tested
 * against a naive twin. Imports nothing.
 */
@NullMarked
package dev.interlock.internal.bytes;

import org.jspecify.annotations.NullMarked;
