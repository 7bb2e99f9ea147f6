package dev.interlock.replay.rewrite;

/** A hook has thrown. The message names the hook and the problem in one line. */
public final class HookException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;

    HookException(Object hook, Throwable cause) {
        super(hook.getClass().getName() + " has thrown " + cause, cause);
        text = hook.getClass().getName() + " has thrown " + cause;
    }

    /** Returns the problem in one line. */
    public String text() {
        return text.lines().findFirst().orElse("");
    }
}
