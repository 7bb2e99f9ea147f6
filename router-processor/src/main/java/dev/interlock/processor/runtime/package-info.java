/**
 * Names of the classes of the runtime. The processor never links these classes. Imports JavaPoet and no other package
 * of the processor.
 */
@NullMarked
package dev.interlock.processor.runtime;

import org.jspecify.annotations.NullMarked;
