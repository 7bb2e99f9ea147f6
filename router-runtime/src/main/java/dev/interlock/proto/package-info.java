/**
 * Reads and writes protobuf messages in place. Contains the runtime of generated {@code @ProtoView} decoders and
 * {@code @ProtoWriter} encoders, and the objects that they hand out. Imports {@code http} and {@code bytes}; needs no
 * protobuf library.
 */
@NullMarked
package dev.interlock.proto;

import org.jspecify.annotations.NullMarked;
