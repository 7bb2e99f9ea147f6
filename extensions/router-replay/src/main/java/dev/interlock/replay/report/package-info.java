/** What a replay found, as JSON and as a page. Imports {@code load}, {@code compare} and {@code rules}. */
@NullMarked
package dev.interlock.replay.report;

import org.jspecify.annotations.NullMarked;
