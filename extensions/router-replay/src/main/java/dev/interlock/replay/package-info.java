/** The command line of the replay. Imports {@code command}. */
@NullMarked
package dev.interlock.replay;

import org.jspecify.annotations.NullMarked;
