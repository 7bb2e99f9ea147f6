/**
 * Views and writers of any message type: their sources made from its descriptor, compiled, and held to protobuf-java by
 * random messages, by random ways to write them, and by bytes that are no message.
 */
@NullMarked
package dev.interlock.processor.testing.proto;

import org.jspecify.annotations.NullMarked;
