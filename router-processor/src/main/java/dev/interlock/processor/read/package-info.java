/**
 * Reads an annotated application into the model: its controllers, filters, handlers and results. The packages below
 * this one read parameters, constraints, media types, JSON types, templates and protobuf interfaces. Each reader calls
 * the rules in {@code check}, and reports each mistake in the source that it reads.
 *
 * <p>Imports the packages below, {@code check}, {@code declaration}, {@code source}, {@code model}, {@code report} and
 * {@code runtime}.
 */
@NullMarked
package dev.interlock.processor.read;

import org.jspecify.annotations.NullMarked;
