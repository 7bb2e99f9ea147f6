/** The command: options, set-up of a replay, progress, checkpoints and exit codes. Imports all other packages. */
@NullMarked
package dev.interlock.replay.command;

import org.jspecify.annotations.NullMarked;
