/**
 * Classes that the readers and rules of protobuf interfaces share: the interface with its message type, and the names
 * of fields in Java and in error messages. Imports {@code schema}, the model of protobuf and {@code report}.
 */
@NullMarked
package dev.interlock.processor.declaration.proto;

import org.jspecify.annotations.NullMarked;
