/**
 * Bodies of requests and responses become values and back. Called by generated code. Imports {@code http} and {@code
 * bytes}; {@link dev.interlock.codec.ProtobufCodec} alone needs protobuf-java.
 */
@NullMarked
package dev.interlock.codec;

import org.jspecify.annotations.NullMarked;
