package dev.interlock.internal.settings;

import java.util.Locale;

/** Whether a client must present a certificate. */
public enum ClientCertificates {
    WANTED,
    REQUIRED;

    /** Returns the text in settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
