/** What tests of generated code need of the protobuf runtime's internals. */
@NullMarked
package dev.interlock.generated.proto;

import org.jspecify.annotations.NullMarked;
