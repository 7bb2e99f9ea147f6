package dev.interlock.processor.language;

/**
 * What the same pattern may mean in different places.
 *
 * @param anchors whether {@code ^} may begin and {@code $} may end the whole pattern or an alternative of it, where neither
 *     changes anything
 * @param ignoresCase whether ASCII letters stand for both of their forms
 * @param dotAll whether {@code .} is any character
 * @param unixLines whether {@code .} is any character but a line feed
 */
public record Mode(boolean anchors, boolean ignoresCase, boolean dotAll, boolean unixLines) {
    /** Of templates. */
    public static final Mode STRICT = new Mode(false, false, false, false);

    CharacterSet dot() {
        if (dotAll) {
            return CharacterSet.of().complement();
        }
        return (unixLines ? CharacterSet.of('\n') : CharacterSet.LINE_TERMINATORS).complement();
    }

    /** The characters that those of a set stand for. */
    CharacterSet folded(CharacterSet characters) {
        return ignoresCase ? characters.withBothCases() : characters;
    }
}
