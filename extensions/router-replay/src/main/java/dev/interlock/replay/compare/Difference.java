package dev.interlock.replay.compare;

import java.util.Locale;

/**
 * A difference between two responses.
 *
 * @param path statuses such as {@code 200 -> 204}, a field name, or a path in the body such as {@code $.items[*].price}
 * @param left value of the old build
 * @param right value of the new build
 */
public record Difference(Kind kind, String path, String left, String right) {
    /** Text in place of a missing value. */
    static final String MISSING = "(missing)";

    private static final int MOST_CHARACTERS = 500;

    /** Kind of a difference. */
    public enum Kind {
        STATUS,
        FIELD,
        BODY,
        /** Only one of the targets responded. */
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
