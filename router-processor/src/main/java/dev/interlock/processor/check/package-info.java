/**
 * What only shows when all routes of an application are seen together. May import {@code model}, {@code language} and
 * {@code report}.
 */
@NullMarked
package dev.interlock.processor.check;

import org.jspecify.annotations.NullMarked;
