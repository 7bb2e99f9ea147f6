/** Tests of the proof that the written tables equal the routes. */
@NullMarked
package dev.interlock.processor.verify;

import org.jspecify.annotations.NullMarked;
