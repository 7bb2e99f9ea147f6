/**
 * Tests views and writers with the official conformance test of protobuf. The runner of this test is a program from
 * npm. It starts {@link dev.interlock.processor.conformance.Testee}, and exchanges messages with it through standard
 * input and output. Only the profile {@code conformance} runs these tests.
 */
@NullMarked
package dev.interlock.processor.conformance;

import org.jspecify.annotations.NullMarked;
