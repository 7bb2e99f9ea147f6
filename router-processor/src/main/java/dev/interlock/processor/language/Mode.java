package dev.interlock.processor.language;

/**
 * Options that change the meaning of a pattern.
 *
 * @param anchors whether the pattern and each of its alternatives may begin with {@code ^} and end with {@code $};
 *     these anchors do not change the meaning
 * @param ignoresCase whether an ASCII letter matches both of its cases
 * @param dotAll whether {@code .} matches any character
 * @param unixLines whether {@code .} matches any character except a line feed
 */
public record Mode(boolean anchors, boolean ignoresCase, boolean dotAll, boolean unixLines) {
    /** Mode for patterns in templates. */
    public static final Mode STRICT = new Mode(false, false, false, false);

    CharacterSet dot() {
        if (dotAll) {
            return CharacterSet.of().complement();
        }
        return (unixLines ? CharacterSet.of('\n') : CharacterSet.LINE_TERMINATORS).complement();
    }

    /** Returns the characters that a character class with the given characters matches in this mode. */
    CharacterSet folded(CharacterSet characters) {
        return ignoresCase ? characters.withBothCases() : characters;
    }
}
