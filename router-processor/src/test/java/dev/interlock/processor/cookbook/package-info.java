/** Tests the filters in {@code docs/filter-cookbook.md}. */
@NullMarked
package dev.interlock.processor.cookbook;

import org.jspecify.annotations.NullMarked;
