package dev.interlock.example.shop.refusal;

/**
 * The shop cannot serve a request now: its database is unavailable or too busy, or too many passwords are being hashed.
 * The same request may succeed a second later. Has neither stack trace nor cause, because an overload throws many of
 * these. The log has the cause, at intervals.
 */
public final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message for the log. */
    public Unavailable(String message) {
        super(message, null, false, false);
    }
}
