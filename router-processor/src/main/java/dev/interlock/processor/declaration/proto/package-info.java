/**
 * What readers and rules of protobuf interfaces share: the interface with its message, and how fields are named in Java and
 * in messages. Imports {@code schema}, the model of protobuf and {@code report}.
 */
@NullMarked
package dev.interlock.processor.declaration.proto;

import org.jspecify.annotations.NullMarked;
