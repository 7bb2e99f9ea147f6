/**
 * Messages to developers, with their codes, texts, tips and places. Outcomes say whether a step reported a mistake.
 * Imports {@code javax.lang.model} and nothing of Interlock.
 */
@NullMarked
package dev.interlock.processor.report;

import org.jspecify.annotations.NullMarked;
