package dev.interlock.internal.settings;

/**
 * Thrown if the value of a setting is not valid, or if an override names no setting. The message is one sentence with a
 * tip.
 */
public final class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingException(String message) {
        super(message, null, false, false);
    }
}
