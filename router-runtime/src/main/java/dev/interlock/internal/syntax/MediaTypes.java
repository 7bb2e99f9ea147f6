package dev.interlock.internal.syntax;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.Slice;
import dev.interlock.internal.bytes.Ascii;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Syntax of media types and their parameters (RFC 9110 section 8.3.1), and of lists of media types. */
public final class MediaTypes {
    private MediaTypes() {}

    /**
     * Returns the index after the subtype, given the index of the slash. Returns -1 if the text is not
     * {@code type/subtype}, or if an illegal character follows.
     */
    public static int typeEnd(byte[] bytes, int from, int slash, int end) {
        if (slash == from || slash == end || bytes[slash] != '/') {
            return -1;
        }
        int to = Tokens.tokenEnd(bytes, slash + 1, end);
        int next = Tokens.skipWhitespace(bytes, to, end);
        return to > slash + 1 && (next == end || bytes[next] == ';') ? to : -1;
    }

    /**
     * Returns the index after the list element that begins at {@code from}. Separators within a quoted string do not
     * count.
     */
    public static int elementEnd(byte[] bytes, int from, int to, char separator) {
        int at = from;
        while (at < to && bytes[at] != separator) {
            at = bytes[at] == '"' ? Tokens.quotedStringEnd(bytes, at, to) : at + 1;
        }
        return at;
    }

    /**
     * Returns the value of a parameter of a media type, for example its charset, or null. Removes the quotes and
     * backslashes of a quoted string (RFC 9110 section 5.6.4).
     */
    public static @Nullable String parameter(Slice mediaType, String name) {
        int end = mediaType.offset() + mediaType.length();
        return elementEnd(mediaType.array(), mediaType.offset(), end, ';') == end
                ? null
                : parameter(mediaType, name.toLowerCase(Locale.ROOT).getBytes(US_ASCII));
    }

    /** Like {@link #parameter(Slice, String)}, for a lower-case name. Allocates nothing if the parameter is absent. */
    public static @Nullable String parameter(Slice mediaType, byte[] wanted) {
        byte[] bytes = mediaType.array();
        int end = mediaType.offset() + mediaType.length();
        int at = elementEnd(bytes, mediaType.offset(), end, ';');
        while (at < end) {
            int start = Tokens.skipWhitespace(bytes, at + 1, end);
            int nameEnd = Tokens.tokenEnd(bytes, start, end);
            at = elementEnd(bytes, nameEnd, end, ';');
            if (nameEnd < end
                    && bytes[nameEnd] == '='
                    && Ascii.equalIgnoreCase(bytes, start, nameEnd - start, wanted)) {
                return Tokens.unquoted(bytes, nameEnd + 1, valueEnd(bytes, nameEnd + 1, end));
            }
        }
        return null;
    }

    public static int valueEnd(byte[] bytes, int from, int end) {
        boolean quoted = from < end && bytes[from] == '"';
        return quoted ? Tokens.quotedStringEnd(bytes, from, end) : Tokens.tokenEnd(bytes, from, end);
    }
}
