/** Tests the proof that generated tables are equivalent to the routes. */
@NullMarked
package dev.interlock.processor.verify;

import org.jspecify.annotations.NullMarked;
