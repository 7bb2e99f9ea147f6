/**
 * What the processor knows of protobuf messages and of the interfaces that read and write them: immutable values, as in the
 * package around this one.
 */
@NullMarked
package dev.interlock.processor.model.proto;

import org.jspecify.annotations.NullMarked;
