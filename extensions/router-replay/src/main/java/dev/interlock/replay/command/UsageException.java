package dev.interlock.replay.command;

/** The user must change something. The message is one line, with a tip. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
