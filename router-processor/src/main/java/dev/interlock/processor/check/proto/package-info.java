/**
 * Rules that concern several methods of one protobuf writer. Imports {@code declaration.proto}, the model of protobuf
 * and {@code report}.
 */
@NullMarked
package dev.interlock.processor.check.proto;

import org.jspecify.annotations.NullMarked;
