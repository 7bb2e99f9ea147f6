/**
 * The processor's model of an application. The classes are immutable and contain data only. They do not check, plan or
 * write anything.
 */
@NullMarked
package dev.interlock.processor.model;

import org.jspecify.annotations.NullMarked;
