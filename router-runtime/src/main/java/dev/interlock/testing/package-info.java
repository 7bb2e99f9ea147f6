/**
 * What the tests of an application need: drives a router through the real engine without a socket. Imports {@code server}
 * and what is below it, and throws {@link java.lang.AssertionError}, so that any test framework will do.
 */
@NullMarked
package dev.interlock.testing;

import org.jspecify.annotations.NullMarked;
