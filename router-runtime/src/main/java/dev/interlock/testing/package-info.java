/**
 * What the tests of an application need: a client that drives a router through the real engine, without a socket or with
 * one, and a probe of what requests allocate. Imports {@code server} and what is below it, and throws {@link
 * java.lang.AssertionError}, so that any test framework will do; {@link dev.interlock.testing.RunningServer} alone needs JUnit
 * 5, and what has to do with messages of protobuf needs protobuf-java.
 */
@NullMarked
package dev.interlock.testing;

import org.jspecify.annotations.NullMarked;
