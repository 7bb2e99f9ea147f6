/** Report of a replay, as JSON and HTML. Imports {@code load}, {@code compare} and {@code rules}. */
@NullMarked
package dev.interlock.replay.report;

import org.jspecify.annotations.NullMarked;
