/**
 * Computes digests of the classes that routers are generated from. A server compares digests to detect a router that is
 * older than these classes. This package imports {@code runtime} and no other package of the processor.
 */
@NullMarked
package dev.interlock.processor.digest;

import org.jspecify.annotations.NullMarked;
