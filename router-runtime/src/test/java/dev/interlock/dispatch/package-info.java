/** Tests splitting of paths, automata and tables. */
@NullMarked
package dev.interlock.dispatch;

import org.jspecify.annotations.NullMarked;
