/**
 * Converts bodies of requests and responses to values and back. Called by generated code. Imports {@code http},
 * {@code json}, {@code validate} and {@code bytes}. Classes named {@code Protobuf*} need protobuf-java,
 * {@code ProtobufJson*} also protobuf-java-util, {@code Jsonb*} avaje-jsonb, and {@code Jackson*} jackson-databind.
 */
@NullMarked
package dev.interlock.codec;

import org.jspecify.annotations.NullMarked;
