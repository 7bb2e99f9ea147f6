/**
 * Rules for the methods of a protobuf writer together. Imports {@code declaration.proto}, the model of protobuf and
 * {@code report}.
 */
@NullMarked
package dev.interlock.processor.check.proto;

import org.jspecify.annotations.NullMarked;
