package dev.interlock.processor.language;

/**
 * Options that change the meaning of a pattern.
 *
 * @param anchors whether {@code ^} may begin, and {@code $} may end, the whole pattern or an alternative of it; neither
 *     changes the meaning
 * @param ignoresCase whether ASCII letters stand for both cases
 * @param dotAll whether {@code .} is any character
 * @param unixLines whether {@code .} is any character but a line feed
 */
public record Mode(boolean anchors, boolean ignoresCase, boolean dotAll, boolean unixLines) {
    /** The mode for templates. */
    public static final Mode STRICT = new Mode(false, false, false, false);

    CharacterSet dot() {
        if (dotAll) {
            return CharacterSet.of().complement();
        }
        return (unixLines ? CharacterSet.of('\n') : CharacterSet.LINE_TERMINATORS).complement();
    }

    /** Returns the characters that a set stands for. */
    CharacterSet folded(CharacterSet characters) {
        return ignoresCase ? characters.withBothCases() : characters;
    }
}
