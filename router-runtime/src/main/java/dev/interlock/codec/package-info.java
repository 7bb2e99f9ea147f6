/**
 * Bodies of requests and responses become values and back. Called by generated code. Imports {@code http}, {@code
 * json}, {@code validate} and {@code bytes}. What is called {@code Protobuf} needs protobuf-java, what is called {@code ProtobufJson}
 * protobuf-java-util as well, what is called {@code Jsonb} avaje-jsonb, and what is called {@code Jackson} jackson-databind.
 */
@NullMarked
package dev.interlock.codec;

import org.jspecify.annotations.NullMarked;
