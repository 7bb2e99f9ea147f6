/**
 * Writes Java files from the model and the dispatch plan. Imports the model and JavaPoet. Refers to classes of the
 * runtime by name only.
 */
@NullMarked
package dev.interlock.processor.write;

import org.jspecify.annotations.NullMarked;
