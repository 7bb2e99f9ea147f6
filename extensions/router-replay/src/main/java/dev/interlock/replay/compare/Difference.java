package dev.interlock.replay.compare;

import java.util.Locale;

/**
 * A difference between two responses.
 *
 * @param path where: a pair of statuses, the name of a field, or a place in the body such as {@code $.items[*].price}
 * @param left value of the old build
 * @param right value of the new build
 */
public record Difference(Kind kind, String path, String left, String right) {
    /** Stands for a value that one response has not. */
    static final String MISSING = "(missing)";

    private static final int MOST_CHARACTERS = 500;

    /** What differs. */
    public enum Kind {
        STATUS,
        FIELD,
        BODY,
        /** Only one of the targets has responded. */
        FAILURE;

        /** Returns the name in rules and reports. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Difference of(Kind kind, String path, String left, String right) {
        return new Difference(kind, path, cut(left), cut(right));
    }

    private static String cut(String value) {
        return value.length() <= MOST_CHARACTERS ? value : value.substring(0, MOST_CHARACTERS) + "...";
    }
}
