/**
 * The processor's model of protobuf messages, and of the interfaces that read and write them. All classes are immutable
 * and contain data only, as in the surrounding package.
 */
@NullMarked
package dev.interlock.processor.model.proto;

import org.jspecify.annotations.NullMarked;
