/** Tests of the splitting of paths, of automata and of tables. */
@NullMarked
package dev.interlock.generated.dispatch;

import org.jspecify.annotations.NullMarked;
