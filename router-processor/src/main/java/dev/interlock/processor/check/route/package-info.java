/**
 * Proves that the routes of one application do not conflict. Conflicts show only when all routes are compared. Imports
 * {@code model}, {@code language} and {@code report}.
 */
@NullMarked
package dev.interlock.processor.check.route;

import org.jspecify.annotations.NullMarked;
