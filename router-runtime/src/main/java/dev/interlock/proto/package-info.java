/**
 * Protobuf messages read and written where they lie: what the generated decoders of {@code @ProtoView} and encoders of {@code
 * @ProtoWriter} interfaces are made of, and what both hand out. Imports {@code http} and {@code bytes}; needs no protobuf
 * library.
 */
@NullMarked
package dev.interlock.proto;

import org.jspecify.annotations.NullMarked;
