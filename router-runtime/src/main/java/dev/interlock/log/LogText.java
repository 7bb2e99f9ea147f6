package dev.interlock.log;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes text from clients safe for logs. Replaces dangerous characters by the escapes of Java string literals, so that
 * text cannot begin a new line, control a terminal or change the direction of other text. The dangerous characters are
 * control characters, line and paragraph separators, format characters, and unpaired surrogates.
 */
public final class LogText {
    private static final String ESCAPED = "\n\r\t";
    private static final String LETTERS = "nrt";

    private LogText() {}

    /** Escapes the text. Returns the same object if it needs no escapes. */
    public static String of(String text) {
        return isSafe(text) ? text : escaped(text);
    }

    private static boolean isSafe(String text) {
        return text.codePoints().noneMatch(LogText::isUnsafe);
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            if (isUnsafe(character)) {
                append(safe, character);
            } else {
                safe.appendCodePoint(character);
            }
            i += Character.charCount(character);
        }
        return safe.toString();
    }

    private static boolean isUnsafe(int character) {
        if (character >= ' ' && character < 0x7f) {
            return false;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static void append(StringBuilder safe, int character) {
        int letter = ESCAPED.indexOf(character);
        if (letter >= 0) {
            safe.append('\\').append(LETTERS.charAt(letter));
            return;
        }
        for (char unit : Character.toChars(character)) {
            String digits = Integer.toHexString(unit);
            safe.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
        }
    }

    /**
     * Makes an exception safe for a log. If a message of the exception, of a cause or of a suppressed exception needs
     * escapes, returns a substitute. The substitute has the escaped text and the same stack traces, but not the
     * original class. Otherwise returns the same object.
     */
    public static Throwable of(Throwable thrown) {
        return isSafe(thrown, newSet()) ? thrown : Escaped.of(thrown, newSet());
    }

    private static Set<Throwable> newSet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static boolean isSafe(Throwable thrown, Set<Throwable> seen) {
        if (!seen.add(thrown)) {
            return true;
        }
        // Some loggers print the text of the exception, and others its message.
        if (!isSafe(String.valueOf(thrown)) || !isSafe(String.valueOf(thrown.getMessage()))) {
            return false;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (!isSafe(suppressed, seen)) {
                return false;
            }
        }
        Throwable cause = thrown.getCause();
        return cause == null || isSafe(cause, seen);
    }

    /** Substitute for an exception whose text needs escapes. */
    // toString() returns only the message, which is the escaped toString() of the original exception.
    @SuppressWarnings("OverrideThrowableToString")
    private static final class Escaped extends Exception {
        private static final long serialVersionUID = 1L;

        private Escaped(String text, @Nullable Throwable cause) {
            super(text, cause, true, true);
        }

        static Escaped of(Throwable thrown, Set<Throwable> seen) {
            seen.add(thrown);
            Throwable cause = thrown.getCause();
            Escaped own = cause == null || seen.contains(cause) ? null : of(cause, seen);
            Escaped escaped = new Escaped(LogText.of(String.valueOf(thrown)), own);
            escaped.setStackTrace(thrown.getStackTrace());
            for (Throwable suppressed : thrown.getSuppressed()) {
                if (!seen.contains(suppressed)) {
                    escaped.addSuppressed(of(suppressed, seen));
                }
            }
            return escaped;
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }

        @Override
        public String toString() {
            return String.valueOf(getMessage());
        }
    }
}
