package dev.interlock.canary;

import java.util.Locale;

/** Expected verdict in a query, for clients that look only at the response status. */
public enum Expectation {
    /** Any verdict. */
    ANY,
    /** {@link Decision#PROMOTE}. */
    PROMOTE,
    /** {@link Decision#ROLL_BACK}. */
    ROLL_BACK,
    /** Any verdict other than {@link Decision#ROLL_BACK}. */
    NOT_ROLL_BACK;

    static final int BAD_REQUEST = 400;
    private static final int OK = 200;
    private static final int CONFLICT = 409;
    private static final String NAME = "expect=";

    /**
     * Returns the expectation in the query of a URL.
     *
     * @param query query without its question mark, such as {@code expect=promote}; empty for {@link #ANY}
     * @throws IllegalArgumentException if the query has another parameter or value
     */
    public static Expectation ofQuery(String query) {
        if (query.isEmpty()) {
            return ANY;
        }
        for (Expectation each : values()) {
            if (query.equals(NAME + each.name().toLowerCase(Locale.ROOT).replace('_', '-'))) {
                return each;
            }
        }
        throw new IllegalArgumentException(
                "The query is unknown. Tip: use ?expect=promote, ?expect=roll-back or ?expect=not-roll-back");
    }

    /** Returns 200 for the expected decision, and 409 for any other. */
    public int status(Decision decision) {
        boolean isExpected = switch (this) {
            case ANY -> true;
            case PROMOTE -> decision == Decision.PROMOTE;
            case ROLL_BACK -> decision == Decision.ROLL_BACK;
            case NOT_ROLL_BACK -> decision != Decision.ROLL_BACK;
        };
        return isExpected ? OK : CONFLICT;
    }
}
