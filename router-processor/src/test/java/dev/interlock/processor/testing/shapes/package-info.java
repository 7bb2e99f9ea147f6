/**
 * Random applications for property tests: a class for each kind of thing that an application consists of. Imports the
 * test support around it alone.
 */
@NullMarked
package dev.interlock.processor.testing.shapes;

import org.jspecify.annotations.NullMarked;
