package dev.interlock.replay.rewrite;

/** A hook threw an exception. */
public final class HookException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;

    HookException(Object hook, Throwable cause) {
        super(hook.getClass().getName() + " threw " + cause, cause);
        text = hook.getClass().getName() + " threw " + cause;
    }

    /** Returns the hook and the exception in one line. */
    public String text() {
        return text.lines().findFirst().orElse("");
    }
}
