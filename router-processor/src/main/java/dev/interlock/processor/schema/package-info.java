/**
 * Converts descriptors of protobuf files to the model: links the files, and resolves their features. Only this package
 * uses a protobuf library.
 */
@NullMarked
package dev.interlock.processor.schema;

import org.jspecify.annotations.NullMarked;
