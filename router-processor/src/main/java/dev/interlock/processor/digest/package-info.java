/**
 * Digests of the classes that routers are generated from. A server compares them to find out whether its router is
 * older than these classes. Imports no other package of the processor.
 */
@NullMarked
package dev.interlock.processor.digest;

import org.jspecify.annotations.NullMarked;
