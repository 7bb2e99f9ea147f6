/**
 * Writes Java files from the model and the dispatch plan. This package imports {@code plan}, {@code model}, the proven
 * application of {@code check.route}, {@code runtime} and JavaPoet.
 */
@NullMarked
package dev.interlock.processor.write;

import org.jspecify.annotations.NullMarked;
