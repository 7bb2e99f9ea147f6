/** Tests of constraints, compared with naive evaluations, and of the problems that list violations. */
@NullMarked
package dev.interlock.generated.validate;

import org.jspecify.annotations.NullMarked;
