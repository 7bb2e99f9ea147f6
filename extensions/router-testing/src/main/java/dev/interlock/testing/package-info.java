/**
 * Tools for the tests of an application: a client that sends requests to a router through the real engine, with or
 * without a socket, and a probe that measures the allocations of requests. Assertions throw
 * {@link java.lang.AssertionError}, so the tools work with any test framework. Only
 * {@link dev.interlock.testing.RunningServer} needs JUnit 5. Methods for protobuf messages need protobuf-java.
 */
@NullMarked
package dev.interlock.testing;

import org.jspecify.annotations.NullMarked;
