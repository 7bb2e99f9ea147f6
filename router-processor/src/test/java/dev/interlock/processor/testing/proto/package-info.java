/**
 * Compares views and writers of any message type with protobuf-java. The sources of views and writers are generated
 * from descriptors. Tests use random messages, random ways to write them, and bytes that are not valid messages.
 */
@NullMarked
package dev.interlock.processor.testing.proto;

import org.jspecify.annotations.NullMarked;
