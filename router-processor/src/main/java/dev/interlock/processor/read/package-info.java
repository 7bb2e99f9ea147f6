/**
 * From an annotated application to the model: its controllers, filters, handlers and results. Each subject of a handler
 * has a package below this one. Readers ask the rules of {@code check}; what is wrong is reported where it is read.
 *
 * <p>Imports the packages below, {@code check}, {@code declaration}, {@code source}, {@code model}, {@code report} and
 * {@code runtime}.
 */
@NullMarked
package dev.interlock.processor.read;

import org.jspecify.annotations.NullMarked;
