/**
 * Creates random applications for property tests. Each class creates one part of an application. Imports only the test
 * support in {@code processor.testing}.
 */
@NullMarked
package dev.interlock.processor.testing.shapes;

import org.jspecify.annotations.NullMarked;
