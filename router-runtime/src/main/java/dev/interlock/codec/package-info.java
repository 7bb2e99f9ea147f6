/**
 * Turns bodies of requests and responses into values and back. Called by generated code and by the extensions. Needs no
 * library. Imports {@code http} and {@code bytes}.
 */
@NullMarked
package dev.interlock.codec;

import org.jspecify.annotations.NullMarked;
