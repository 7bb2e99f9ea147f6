/** Bodies as trees: JSON, and protobuf with or without descriptors. Imports {@code traffic}. */
@NullMarked
package dev.interlock.replay.body;

import org.jspecify.annotations.NullMarked;
