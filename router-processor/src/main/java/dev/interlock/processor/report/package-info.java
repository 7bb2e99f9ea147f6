/**
 * Messages to developers, with their codes, texts, tips and places. Also outcomes, which say whether a step reported a
 * mistake. This package imports {@code javax.lang.model} and no other package of Interlock.
 */
@NullMarked
package dev.interlock.processor.report;

import org.jspecify.annotations.NullMarked;
