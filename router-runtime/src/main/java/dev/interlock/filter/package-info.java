/**
 * Filters that many applications need. Name them in {@code @HttpApp} or {@code @UseFilters} like any other filter, and
 * pass their instances to the generated {@code of}. May import {@code bytes}, {@code generated.dispatch},
 * {@code generated.scope}, {@code http} and {@code log}, and these packages of {@code internal}: {@code bytes},
 * {@code form}, {@code log}, {@code memory}, {@code message}, {@code negotiate}, {@code netty}, {@code syntax} and
 * {@code text}. Of Netty, imports only buffers and the decoders of compression.
 */
@NullMarked
package dev.interlock.filter;

import org.jspecify.annotations.NullMarked;
