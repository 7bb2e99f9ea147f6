package dev.interlock.replay.command;

/**
 * What a replay found.
 *
 * @param verdict one line for the user
 */
record Result(ExitCode code, String verdict) {}
