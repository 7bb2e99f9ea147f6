/**
 * Turns descriptors of protobuf files into the schema of the model: finds and links them, and resolves their features.
 * Only this package uses a protobuf library.
 */
@NullMarked
package dev.interlock.processor.schema;

import org.jspecify.annotations.NullMarked;
