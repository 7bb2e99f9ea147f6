/**
 * From annotated elements to the model; whatever an annotation or signature has wrong is reported here. Imports the
 * model, {@code language} and {@code report}.
 */
@NullMarked
package dev.interlock.processor.read;

import org.jspecify.annotations.NullMarked;
