/**
 * Bodies that are files of a folder or of the class path. A path cannot leave its root. The preconditions and ranges of
 * the request decide whether the whole file, a part or nothing is sent (RFC 9110 sections 13 and 14). Called by
 * handlers and by generated code.
 *
 * <p>May import {@code bytes}, {@code generated.dispatch}, {@code generated.scope}, {@code http} and {@code log}, and
 * these packages of {@code internal}: {@code bytes}, {@code form}, {@code log}, {@code memory}, {@code message},
 * {@code negotiate}, {@code netty}, {@code syntax} and {@code text}. Of Netty, imports only buffers and the limit on
 * direct memory.
 */
@NullMarked
package dev.interlock.file;

import org.jspecify.annotations.NullMarked;
