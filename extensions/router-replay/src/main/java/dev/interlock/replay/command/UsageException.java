package dev.interlock.replay.command;

/** Error in options or files that the user must fix. The message is one line, usually with a tip. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
