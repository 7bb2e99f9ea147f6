/**
 * Types that views of protobuf messages return: repeated fields and maps. See {@code @ProtoView} for views. May import
 * {@code http} and {@code bytes}.
 */
@NullMarked
package dev.interlock.proto;

import org.jspecify.annotations.NullMarked;
