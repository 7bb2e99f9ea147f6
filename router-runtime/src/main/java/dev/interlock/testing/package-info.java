/**
 * Test support for applications: a client that drives a router through the real engine, with or without a socket, and a
 * probe for the allocations of requests. Imports {@code server} and the packages below it. Throws
 * {@link java.lang.AssertionError}, so it works with any test framework. Only
 * {@link dev.interlock.testing.RunningServer} needs JUnit 5, and only methods about protobuf messages need
 * protobuf-java.
 */
@NullMarked
package dev.interlock.testing;

import org.jspecify.annotations.NullMarked;
