/**
 * Reads and writes messages of protobuf-java: in the binary format, as streams, and as ProtoJSON. Generated code calls
 * the codecs. Views and writers do not need this package. Imports {@code json}, the API of the runtime, and its
 * packages for generated code.
 */
@NullMarked
package dev.interlock.protobuf;

import org.jspecify.annotations.NullMarked;
