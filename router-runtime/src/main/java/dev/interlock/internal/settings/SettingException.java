package dev.interlock.internal.settings;

/**
 * Rejection of a setting without a valid value, or of an override that names no setting. The message is one sentence
 * with a tip.
 */
public final class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SettingException(String message) {
        super(message, null, false, false);
    }
}
