/**
 * Reads an annotated application into the model: its controllers, filters, handlers and results. The packages below
 * this one read parameters, constraints, media types, JSON types, templates and protobuf interfaces. Readers call the
 * rules in {@code check}. A reader reports each mistake when it reads the mistaken source.
 *
 * <p>Imports the packages below, {@code check}, {@code declaration}, {@code source}, {@code model}, {@code report} and
 * {@code runtime}.
 */
@NullMarked
package dev.interlock.processor.read;

import org.jspecify.annotations.NullMarked;
