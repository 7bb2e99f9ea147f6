/** The annotation processor: runs the phases, and owns nothing else. */
@NullMarked
package dev.interlock.processor;

import org.jspecify.annotations.NullMarked;
