/** Gives tests of generated code access to internals of the protobuf runtime. */
@NullMarked
package dev.interlock.generated.proto;

import org.jspecify.annotations.NullMarked;
