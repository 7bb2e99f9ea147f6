package dev.interlock.replay.command;

/** Exit codes of the command. */
enum ExitCode {
    EQUAL(0),
    DIFFERENT(1),
    USAGE(2),
    UNREACHABLE(3),
    /** Status that a shell reports after SIGINT. The JVM exits with 128 plus the number of the actual signal. */
    STOPPED(130);

    final int number;

    ExitCode(int number) {
        this.number = number;
    }
}
