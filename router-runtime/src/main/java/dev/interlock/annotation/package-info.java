/** Annotations for the classes, methods and parameters of applications. Imports no other package of Interlock. */
@NullMarked
package dev.interlock.annotation;

import org.jspecify.annotations.NullMarked;
