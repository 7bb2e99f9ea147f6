/** Tests the check for values that handlers keep beyond their request. */
@NullMarked
package dev.interlock.processor.escape;

import org.jspecify.annotations.NullMarked;
