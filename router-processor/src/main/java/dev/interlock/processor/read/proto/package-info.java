/**
 * Reads {@code @ProtoView} and {@code @ProtoWriter} interfaces, and matches their methods to the message that the
 * {@code .proto} declares. Imports {@code check.proto}, {@code declaration.proto}, {@code source}, {@code schema}, the
 * model of protobuf, {@code report} and {@code runtime}.
 */
@NullMarked
package dev.interlock.processor.read.proto;

import org.jspecify.annotations.NullMarked;
