/** Tests that run the filters of {@code docs/filter-cookbook.md}. */
@NullMarked
package dev.interlock.processor.cookbook;

import org.jspecify.annotations.NullMarked;
