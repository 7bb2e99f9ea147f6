/**
 * Writes Java files from the model and the dispatch plan. Imports {@code plan}, {@code model}, the proven application
 * of {@code check.route}, {@code runtime} and JavaPoet.
 */
@NullMarked
package dev.interlock.processor.write;

import org.jspecify.annotations.NullMarked;
