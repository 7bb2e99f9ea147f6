/**
 * Annotations that developers write on their classes, methods and parameters. Imports no other package of Interlock.
 */
@NullMarked
package dev.interlock.annotation;

import org.jspecify.annotations.NullMarked;
