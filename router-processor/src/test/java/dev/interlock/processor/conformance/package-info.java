/**
 * Views and writers before the official conformance test of protobuf. The runner is a program that comes from npm; it starts
 * {@link dev.interlock.processor.conformance.Testee} and speaks with it through its standard input and output. Run by the
 * profile {@code conformance} alone.
 */
@NullMarked
package dev.interlock.processor.conformance;

import org.jspecify.annotations.NullMarked;
