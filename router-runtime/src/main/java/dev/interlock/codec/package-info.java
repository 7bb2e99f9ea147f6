/**
 * Bodies of requests and responses become values and back. Called by generated code. Imports {@code http}, {@code
 * json} and {@code bytes}. {@link dev.interlock.codec.ProtobufCodec} and {@link dev.interlock.codec.ProtobufStreamCodec} alone need protobuf-java, and what is called {@code
 * Jsonb} avaje-jsonb.
 */
@NullMarked
package dev.interlock.codec;

import org.jspecify.annotations.NullMarked;
