package dev.interlock.example.shop.database;

/** The database cannot be used. The message is one line for the operator, without passwords. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseException(String message) {
        super(message, null, false, false);
    }
}
