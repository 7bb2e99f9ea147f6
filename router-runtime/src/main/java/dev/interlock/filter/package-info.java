/**
 * Filters that many applications need. Name them in {@code @HttpApp} or {@code @UseFilters} like any other filter, and
 * pass their instances to the generated {@code of}. Imports {@code http} and the packages below it, and of Netty
 * buffers and the codecs for compression.
 */
@NullMarked
package dev.interlock.filter;

import org.jspecify.annotations.NullMarked;
