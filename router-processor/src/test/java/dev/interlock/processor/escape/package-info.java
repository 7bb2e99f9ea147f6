/** Tests of the check for values kept beyond their request. */
@NullMarked
package dev.interlock.processor.escape;

import org.jspecify.annotations.NullMarked;
