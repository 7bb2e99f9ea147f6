/**
 * What the processor tells developers: every message with its code, text and tip, and where it is shown; and whether a
 * step has told any. Imports the language model of {@code javax.lang.model} and nothing of Interlock.
 */
@NullMarked
package dev.interlock.processor.report;

import org.jspecify.annotations.NullMarked;
