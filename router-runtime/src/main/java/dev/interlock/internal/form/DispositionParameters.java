package dev.interlock.internal.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.internal.bytes.Ascii;
import dev.interlock.internal.syntax.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a part's Content-Disposition (RFC 6266 section 4.1, RFC 7578 section 4.2). Many clients do not escape
 * backslashes in file names, as in {@code filename="C:\files\a.dat"}. So a backslash is data, unless it is followed by
 * another backslash, or by a quote that does not end the string.
 */
final class DispositionParameters {
    private DispositionParameters() {}

    /**
     * Returns the value of a parameter as a string with one character for each octet. Returns null if the parameter is
     * missing.
     *
     * @param wanted name of the parameter in lower case
     */
    static @Nullable String find(byte[] bytes, int from, int to, byte[] wanted) {
        int at = semicolon(bytes, from, to);
        while (at < to) {
            int start = Tokens.skipWhitespace(bytes, at + 1, to);
            int nameEnd = Tokens.tokenEnd(bytes, start, to);
            boolean hasValue = nameEnd < to && bytes[nameEnd] == '=';
            int valueFrom = hasValue ? nameEnd + 1 : nameEnd;
            int valueEnd = valueEnd(bytes, valueFrom, to);
            if (hasValue && Ascii.equalIgnoreCase(bytes, start, nameEnd - start, wanted)) {
                return value(bytes, valueFrom, valueEnd);
            }
            at = semicolon(bytes, valueEnd, to);
        }
        return null;
    }

    private static int semicolon(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != ';') {
            at++;
        }
        return at;
    }

    private static int valueEnd(byte[] bytes, int from, int to) {
        return isQuoted(bytes, from, to) ? quotedEnd(bytes, from, to) : Tokens.tokenEnd(bytes, from, to);
    }

    private static boolean isQuoted(byte[] bytes, int from, int to) {
        return from < to && bytes[from] == '"';
    }

    /** Returns the index after the quoted string. */
    private static int quotedEnd(byte[] bytes, int from, int to) {
        int at = from + 1;
        while (at < to && bytes[at] != '"') {
            at += isEscape(bytes, at, to) ? 2 : 1;
        }
        return Math.min(at + 1, to);
    }

    /** Returns whether the octet is a backslash that escapes the next octet. */
    private static boolean isEscape(byte[] bytes, int at, int to) {
        if (bytes[at] != '\\' || at + 1 == to) {
            return false;
        }
        return bytes[at + 1] == '\\' || (bytes[at + 1] == '"' && hasQuote(bytes, at + 2, to));
    }

    /**
     * Returns whether the range has another quote. If not, the quote after the backslash ends the string, as in
     * {@code "foo\"}.
     */
    private static boolean hasQuote(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '"') {
            at++;
        }
        return at < to;
    }

    private static String value(byte[] bytes, int from, int to) {
        if (!isQuoted(bytes, from, to)) {
            return new String(bytes, from, to - from, ISO_8859_1);
        }
        StringBuilder text = new StringBuilder(to - from);
        int at = from + 1;
        while (at < to && bytes[at] != '"') {
            at += isEscape(bytes, at, to) ? 1 : 0;
            text.append((char) (bytes[at++] & 0xff));
        }
        return text.toString();
    }
}
