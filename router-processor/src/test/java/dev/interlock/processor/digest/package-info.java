/** Tests of digests. */
@NullMarked
package dev.interlock.processor.digest;

import org.jspecify.annotations.NullMarked;
