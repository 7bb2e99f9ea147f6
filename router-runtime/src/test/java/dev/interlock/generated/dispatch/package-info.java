/** Tests of the splitting of paths, the automata and the tables. */
@NullMarked
package dev.interlock.generated.dispatch;

import org.jspecify.annotations.NullMarked;
