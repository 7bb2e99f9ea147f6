/**
 * Reads and writes protobuf messages in place: the runtime of generated {@code @ProtoView} decoders and
 * {@code @ProtoWriter} encoders. Called by generated code. Needs no protobuf library. May import {@code proto},
 * {@code http}, {@code bytes}, {@code generated.dispatch}, {@code generated.scope}, {@code internal.bytes} and
 * {@code internal.memory}.
 */
@NullMarked
package dev.interlock.generated.proto;

import org.jspecify.annotations.NullMarked;
