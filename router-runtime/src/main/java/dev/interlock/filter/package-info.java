/**
 * Filters that many applications need. They are named in {@code @HttpApp} or {@code @Filter} like any other, and their instances
 * handed to the generated {@code of}. Imports {@code http} and what is below it, and of Netty buffers and the codecs for
 * compression; {@link dev.interlock.filter.BrotliEncoder} alone needs brotli4j.
 */
@NullMarked
package dev.interlock.filter;

import org.jspecify.annotations.NullMarked;
