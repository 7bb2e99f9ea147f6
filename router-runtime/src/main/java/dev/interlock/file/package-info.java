/**
 * Bodies that are files, of a folder or of the class path: found without leaving their root, sent in whole, in part or not
 * at all, as the request's conditions and ranges have it (RFC 9110 sections 13 and 14). Called by handlers and by generated
 * code. Imports {@code http} and {@code netty}, and of Netty its buffers and how much the JVM allows for them.
 */
@NullMarked
package dev.interlock.file;

import org.jspecify.annotations.NullMarked;
