/**
 * Descriptors of protobuf files become the schema of the model: found, linked, their features resolved. The only package that
 * knows a protobuf library.
 */
@NullMarked
package dev.interlock.processor.schema;

import org.jspecify.annotations.NullMarked;
