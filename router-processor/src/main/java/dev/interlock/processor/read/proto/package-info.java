/**
 * Reads {@code @ProtoView} and {@code @ProtoWriter} interfaces, and holds each of their methods to the message that the
 * {@code .proto} declares. Imports the schemas, the model and the messages, and what the package around it knows of
 * annotations.
 */
@NullMarked
package dev.interlock.processor.read.proto;

import org.jspecify.annotations.NullMarked;
