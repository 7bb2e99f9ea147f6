/**
 * Shared by the readers and rules of protobuf interfaces: the interface with its message, and the names of fields in
 * Java and in error messages. Imports {@code schema}, the model of protobuf and {@code report}.
 */
@NullMarked
package dev.interlock.processor.declaration.proto;

import org.jspecify.annotations.NullMarked;
