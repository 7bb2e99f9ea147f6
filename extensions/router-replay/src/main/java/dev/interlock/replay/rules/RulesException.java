package dev.interlock.replay.rules;

/** The rules file is malformed. The message is one line for the user. */
public final class RulesException extends Exception {
    private static final long serialVersionUID = 1L;

    RulesException(String message) {
        super(message);
    }
}
