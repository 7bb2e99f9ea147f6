/** The API for code of an application that takes part in a replay. Imports nothing of the replay. */
@NullMarked
package dev.interlock.replay.hook;

import org.jspecify.annotations.NullMarked;
