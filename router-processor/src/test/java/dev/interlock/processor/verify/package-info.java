/** Tests of the proof that the written tables are those of the routes. */
@NullMarked
package dev.interlock.processor.verify;

import org.jspecify.annotations.NullMarked;
