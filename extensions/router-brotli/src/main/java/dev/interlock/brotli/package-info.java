/** The content coding {@code br}, by brotli4j and its libraries for each platform. Imports {@code filter}. */
@NullMarked
package dev.interlock.brotli;

import org.jspecify.annotations.NullMarked;
