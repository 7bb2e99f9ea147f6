/**
 * Proves that the dispatch tables in a generated source are equal to the routes of the application. This package
 * imports {@code model}, {@code language} and the proven application of {@code check.route}. It must not import {@code
 * plan} or {@code write}, because the proof checks the output of these packages.
 */
@NullMarked
package dev.interlock.processor.verify;

import org.jspecify.annotations.NullMarked;
