/** Many clients at once on generated routes, and whether each gets its own responses. */
@NullMarked
package dev.interlock.processor.crosstalk;

import org.jspecify.annotations.NullMarked;
