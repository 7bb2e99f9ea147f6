/** API for hooks of applications. Imports nothing of the replay. */
@NullMarked
package dev.interlock.replay.hook;

import org.jspecify.annotations.NullMarked;
