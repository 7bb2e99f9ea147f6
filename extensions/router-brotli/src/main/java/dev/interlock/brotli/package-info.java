/** The content coding {@code br}, implemented by brotli4j and its native libraries. Imports {@code filter}. */
@NullMarked
package dev.interlock.brotli;

import org.jspecify.annotations.NullMarked;
