/** Tests constraints against naive evaluations, and the problems about violations. */
@NullMarked
package dev.interlock.validate;

import org.jspecify.annotations.NullMarked;
