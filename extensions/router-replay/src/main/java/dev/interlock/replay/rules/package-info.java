/** Rules file: allowed differences, names of ids, and messages of routes. Imports nothing of the replay. */
@NullMarked
package dev.interlock.replay.rules;

import org.jspecify.annotations.NullMarked;
