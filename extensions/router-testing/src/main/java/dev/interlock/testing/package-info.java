/**
 * Tools for the tests of an application: a client that drives a router through the real engine, without a socket or
 * with one, and a probe of the bytes that requests allocate. Assertions throw {@link java.lang.AssertionError}, so the
 * tools work with any test framework. Only {@link dev.interlock.testing.RunningServer} needs JUnit 5. Methods for
 * messages of protobuf need protobuf-java.
 */
@NullMarked
package dev.interlock.testing;

import org.jspecify.annotations.NullMarked;
