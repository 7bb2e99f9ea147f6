/** Tests that each of many clients of generated routes receives its own responses. */
@NullMarked
package dev.interlock.processor.crosstalk;

import org.jspecify.annotations.NullMarked;
