/** Tests of splitting, automata and tables. */
@NullMarked
package dev.interlock.dispatch;

import org.jspecify.annotations.NullMarked;
