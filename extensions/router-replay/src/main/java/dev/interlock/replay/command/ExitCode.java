package dev.interlock.replay.command;

/** Exit codes of the command. */
enum ExitCode {
    EQUAL(0),
    DIFFERENT(1),
    USAGE(2),
    UNREACHABLE(3),
    /** As a shell reports SIGINT. The JVM itself exits with 128 and the number of the signal. */
    STOPPED(130);

    final int number;

    ExitCode(int number) {
        this.number = number;
    }
}
