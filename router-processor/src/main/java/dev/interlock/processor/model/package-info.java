/** The processor's knowledge of an application. These immutable values do not check, plan or write anything. */
@NullMarked
package dev.interlock.processor.model;

import org.jspecify.annotations.NullMarked;
