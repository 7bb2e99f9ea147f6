/** Tests the digests of classes. */
@NullMarked
package dev.interlock.processor.digest;

import org.jspecify.annotations.NullMarked;
