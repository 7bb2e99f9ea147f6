/**
 * The processor's knowledge of protobuf messages, and of the interfaces that read and write them. All classes are
 * immutable values, as in the surrounding package.
 */
@NullMarked
package dev.interlock.processor.model.proto;

import org.jspecify.annotations.NullMarked;
