/**
 * Runs views and writers under the official conformance test of protobuf. The runner is a program from npm. It starts
 * {@link dev.interlock.processor.conformance.Testee} and talks to it through standard input and output. Only the
 * profile {@code conformance} runs these tests.
 */
@NullMarked
package dev.interlock.processor.conformance;

import org.jspecify.annotations.NullMarked;
