/** Tests that each client receives its own responses while many clients use generated routes. */
@NullMarked
package dev.interlock.processor.crosstalk;

import org.jspecify.annotations.NullMarked;
