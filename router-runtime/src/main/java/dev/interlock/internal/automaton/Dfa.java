package dev.interlock.internal.automaton;

import java.util.Arrays;

/**
 * A deterministic automaton for a regular expression that constrains a path variable or a value. Matching takes one
 * step for each character, whatever the expression, and allocates nothing. Immutable, and safe for use by several
 * threads.
 *
 * <p>A character here is a UTF-16 code unit, even if the automaton reads UTF-8. Each character belongs to a class of
 * characters that lead to the same states. A step first looks up the class of the character, and then the next state.
 */
public final class Dfa {
    private static final int DEAD = -1;
    private static final int ASCII = 128;

    /** First character of each class, ascending; the first is 0. */
    private final char[] starts;
    /** Class of each ASCII character. */
    private final byte[] asciiClasses = new byte[ASCII];
    /** Next state, at index {@code state * starts.length + class}. */
    private final int[] next;

    private final boolean[] accepting;

    /**
     * Creates an automaton.
     *
     * @param starts first character of each class, ascending; the first is 0
     * @param next next state for each state and class, state by state; -1 if there is none
     */
    Dfa(char[] starts, int[] next, boolean[] accepting) {
        this.starts = starts;
        this.next = next;
        this.accepting = accepting;
        for (char c = 0; c < ASCII; c++) {
            asciiClasses[c] = (byte) search(c);
        }
    }

    private int search(char c) {
        int found = Arrays.binarySearch(starts, c);
        return found >= 0 ? found : -found - 2;
    }

    /** Returns whether the automaton accepts the bytes from {@code from} to {@code to}, which must be valid UTF-8. */
    public boolean accepts(byte[] bytes, int from, int to) {
        int state = 0;
        for (int at = from; at < to && state != DEAD; ) {
            byte lead = bytes[at];
            if (lead >= 0) {
                state = next[state * starts.length + (asciiClasses[lead] & 0xff)];
                at++;
            } else {
                state = stepBeyondAscii(state, bytes, at);
                at += length(lead);
            }
        }
        return state != DEAD && accepting[state];
    }

    /** Returns whether the automaton accepts the text. */
    public boolean accepts(CharSequence text) {
        int state = 0;
        for (int at = 0; at < text.length() && state != DEAD; at++) {
            char c = text.charAt(at);
            state = c < ASCII ? next[state * starts.length + (asciiClasses[c] & 0xff)] : step(state, c);
        }
        return state != DEAD && accepting[state];
    }

    /** Returns the length of the UTF-8 sequence that begins with {@code lead}, in bytes (RFC 3629 section 3). */
    private static int length(byte lead) {
        return lead < (byte) 0xe0 ? 2 : lead < (byte) 0xf0 ? 3 : 4;
    }

    private int stepBeyondAscii(int state, byte[] bytes, int at) {
        int codePoint = codePoint(bytes, at);
        if (Character.isBmpCodePoint(codePoint)) {
            return step(state, (char) codePoint);
        }
        int between = step(state, Character.highSurrogate(codePoint));
        return between == DEAD ? DEAD : step(between, Character.lowSurrogate(codePoint));
    }

    private int step(int state, char c) {
        return next[state * starts.length + search(c)];
    }

    private static int codePoint(byte[] bytes, int at) {
        int length = length(bytes[at]);
        int value = bytes[at] & (0xff >>> (length + 1));
        for (int i = 1; i < length; i++) {
            value = value << 6 | (bytes[at + i] & 0x3f);
        }
        return value;
    }
}
