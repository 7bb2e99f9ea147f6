/** Tests that digests depend only on what generated code uses. */
@NullMarked
package dev.interlock.processor.digest;

import org.jspecify.annotations.NullMarked;
