/** Tests of constraints against naive evaluations, and of what is said of those that do not hold. */
@NullMarked
package dev.interlock.validate;

import org.jspecify.annotations.NullMarked;
