/** What the processor knows of an application: immutable values that neither check, plan nor write anything. */
@NullMarked
package dev.interlock.processor.model;

import org.jspecify.annotations.NullMarked;
