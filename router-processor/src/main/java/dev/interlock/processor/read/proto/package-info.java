/**
 * Reads {@code @ProtoView} and {@code @ProtoWriter} interfaces, and matches their methods to the fields of messages in
 * a {@code .proto}. Imports {@code check.proto}, {@code declaration.proto}, {@code source}, {@code schema}, the model
 * of protobuf, {@code report} and {@code runtime}.
 */
@NullMarked
package dev.interlock.processor.read.proto;

import org.jspecify.annotations.NullMarked;
