package dev.interlock.replay.command;

/**
 * Result of a replay.
 *
 * @param verdict one line for the user
 */
record Result(ExitCode code, String verdict) {}
