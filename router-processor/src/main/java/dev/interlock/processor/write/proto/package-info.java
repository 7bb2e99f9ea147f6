/**
 * Writes Java files from the model of views and writers. The generated decoders and encoders contain the fields and
 * tags of a message. They call methods of the runtime for the wire format. This package imports {@code write}, the
 * model of protobuf, {@code runtime} and JavaPoet.
 */
@NullMarked
package dev.interlock.processor.write.proto;

import org.jspecify.annotations.NullMarked;
