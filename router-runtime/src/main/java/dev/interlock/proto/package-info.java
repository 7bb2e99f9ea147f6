/**
 * Types that views of protobuf messages return: repeated fields and maps. {@code @ProtoView} and {@code @ProtoWriter}
 * describe views and writers. May import {@code http} and {@code bytes}.
 */
@NullMarked
package dev.interlock.proto;

import org.jspecify.annotations.NullMarked;
