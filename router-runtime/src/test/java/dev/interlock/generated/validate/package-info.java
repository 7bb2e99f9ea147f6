/** Compares constraints with naive evaluations, and tests the problems that list violations. */
@NullMarked
package dev.interlock.generated.validate;

import org.jspecify.annotations.NullMarked;
