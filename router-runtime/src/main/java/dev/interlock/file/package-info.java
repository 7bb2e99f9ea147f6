/**
 * Bodies that are files of a folder or of the class path. A path cannot leave its root. The preconditions and ranges of
 * the request decide whether the whole file, a part or nothing is sent (RFC 9110 sections 13 and 14). Called by
 * handlers and by generated code. Imports {@code http} and {@code internal.netty}; of Netty only its buffers and the JVM's limit
 * on their memory.
 */
@NullMarked
package dev.interlock.file;

import org.jspecify.annotations.NullMarked;
