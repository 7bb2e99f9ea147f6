/**
 * From the model of views and writers to Java files: decoders and encoders, which name fields and tags and call what the
 * runtime does with them. Imports {@code write}, the model of protobuf, {@code runtime} and JavaPoet.
 */
@NullMarked
package dev.interlock.processor.write.proto;

import org.jspecify.annotations.NullMarked;
