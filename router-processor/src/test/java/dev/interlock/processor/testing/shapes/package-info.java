/**
 * Random applications for property tests. Each class creates one kind of component of an application. Imports only the
 * test support in the surrounding package.
 */
@NullMarked
package dev.interlock.processor.testing.shapes;

import org.jspecify.annotations.NullMarked;
