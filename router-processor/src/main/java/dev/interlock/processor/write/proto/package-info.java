/**
 * Writes Java files from the model of views and writers. The generated decoders and encoders contain the fields and
 * tags of a message, and call methods of the runtime that handle them. Imports {@code write}, the model of protobuf,
 * {@code runtime} and JavaPoet.
 */
@NullMarked
package dev.interlock.processor.write.proto;

import org.jspecify.annotations.NullMarked;
