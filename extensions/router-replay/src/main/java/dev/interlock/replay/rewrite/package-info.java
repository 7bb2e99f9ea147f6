/**
 * Turns recorded requests into requests to a target. Replaces authority, tokens, cookies, and ids that the target
 * created. Imports {@code traffic}, {@code body} and {@code hook}.
 */
@NullMarked
package dev.interlock.replay.rewrite;

import org.jspecify.annotations.NullMarked;
