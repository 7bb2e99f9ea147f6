package dev.interlock.processor.read.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Finds blanks at the start or end of patterns, alternatives and groups. Such a blank is probably a mistake, because
 * the author only wanted to make the pattern readable. A blank in an optional or repeated group, as in {@code [a-z]+(
 * [a-z]+)*}, usually separates words and is ignored. A blank in a class or after a backslash is intended and also
 * ignored.
 */
final class PatternBlanks {
    private final String pattern;
    /** First blank of each open group, or empty. The entry at the bottom is for the whole pattern. */
    private final Deque<Optional<Blank>> found = new ArrayDeque<>();

    private int at;

    private PatternBlanks(String pattern) {
        this.pattern = pattern;
        found.push(Optional.empty());
    }

    /**
     * A blank that is probably a mistake.
     *
     * @param part description of the part of the pattern that contains the blank, for messages
     * @param starts whether the blank is at the start of this part; otherwise it is at the end
     */
    record Blank(int index, String part, boolean starts) {}

    /** Returns the first blank of a pattern that is probably a mistake; empty if there is none. */
    static Optional<Blank> first(String pattern) {
        return new PatternBlanks(pattern).scan();
    }

    private Optional<Blank> scan() {
        boolean starts = true;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (c == ' ' && (starts || ends())) {
                note(starts);
            }
            starts = c == '|' || c == '(';
            switch (c) {
                case '\\' -> at++;
                case '[' -> passClass();
                case '(' -> open();
                case ')' -> close();
                default -> {}
            }
            at++;
        }
        return found.getLast();
    }

    private boolean ends() {
        return at + 1 == pattern.length() || "|)".indexOf(pattern.charAt(at + 1)) >= 0;
    }

    private void note(boolean starts) {
        boolean isWhole = starts ? at == 0 : at + 1 == pattern.length();
        Blank blank = new Blank(at, isWhole ? "the pattern" : "a part of the pattern", starts);
        found.push(found.pop().or(() -> Optional.of(blank)));
    }

    private void passClass() {
        for (at++; at < pattern.length() && pattern.charAt(at) != ']'; at++) {
            at += pattern.charAt(at) == '\\' ? 1 : 0;
        }
    }

    /** Skips the start of a group: its parenthesis, and {@code ?:} or {@code ?<name>}. */
    private void open() {
        found.push(Optional.empty());
        if (pattern.startsWith("?:", at + 1)) {
            at += 2;
        } else if (pattern.startsWith("?<", at + 1)) {
            at = Math.max(at, pattern.indexOf('>', at));
        }
    }

    private void close() {
        if (found.size() > 1) {
            Optional<Blank> inner = found.pop();
            boolean isRepeated = at + 1 < pattern.length() && "?*+{".indexOf(pattern.charAt(at + 1)) >= 0;
            found.push(found.pop().or(() -> isRepeated ? Optional.empty() : inner));
        }
    }
}
