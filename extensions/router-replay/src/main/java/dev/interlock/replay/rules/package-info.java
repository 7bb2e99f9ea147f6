/** The file of rules: what may differ, what is an id, which messages routes use. Imports nothing of the replay. */
@NullMarked
package dev.interlock.replay.rules;

import org.jspecify.annotations.NullMarked;
