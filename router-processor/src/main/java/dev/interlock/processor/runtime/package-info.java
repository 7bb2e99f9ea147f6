/**
 * The names of the runtime's classes, which the processor never links. Imports JavaPoet and no other package of the
 * processor.
 */
@NullMarked
package dev.interlock.processor.runtime;

import org.jspecify.annotations.NullMarked;
