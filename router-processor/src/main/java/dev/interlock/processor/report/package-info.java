/**
 * Messages to developers: each message with its code, text, tip and place. Outcomes say whether a step reported a
 * mistake. Imports {@code javax.lang.model} and nothing of Interlock.
 */
@NullMarked
package dev.interlock.processor.report;

import org.jspecify.annotations.NullMarked;
