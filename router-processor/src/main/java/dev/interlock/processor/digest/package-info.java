/**
 * Digests of the classes that routers are made from, by which a server notices that its router is older than they are. Imports no other
 * package of the processor.
 */
@NullMarked
package dev.interlock.processor.digest;

import org.jspecify.annotations.NullMarked;
