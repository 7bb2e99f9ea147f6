/**
 * Proves that the routes of one application do not conflict: what only shows when all of them are seen together. Imports
 * {@code model}, {@code language} and {@code report}.
 */
@NullMarked
package dev.interlock.processor.check.route;

import org.jspecify.annotations.NullMarked;
