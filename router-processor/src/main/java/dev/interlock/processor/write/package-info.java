/**
 * From the model and the dispatch plan to Java files. Imports the model and JavaPoet; of the runtime it knows the names
 * only.
 */
@NullMarked
package dev.interlock.processor.write;

import org.jspecify.annotations.NullMarked;
