/**
 * Computes digests of the classes that routers are made from. A server compares the digests to notice that its router
 * is older than these classes. Imports {@code runtime} and no other package of the processor.
 */
@NullMarked
package dev.interlock.processor.digest;

import org.jspecify.annotations.NullMarked;
