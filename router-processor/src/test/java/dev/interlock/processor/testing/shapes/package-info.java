/**
 * Random applications for property tests. Each kind of component of an application has a class. Imports only the test
 * support in the surrounding package.
 */
@NullMarked
package dev.interlock.processor.testing.shapes;

import org.jspecify.annotations.NullMarked;
