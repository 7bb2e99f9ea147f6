package dev.interlock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.Ascii;
import dev.interlock.bytes.Slice;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a route reads what a request brings and answers with what its client takes, asked before the body is read.
 * Deciding allocates nothing.
 */
public final class MediaTypes {
    private static final byte[] ACCEPT = "accept".getBytes(US_ASCII);
    private static final byte[] QUALITY = {'q'};
    /** What a body without a content type may be taken for (RFC 9110 section 8.3). */
    private static final Slice OCTET_STREAM = Slice.of("application/octet-stream");

    // A match is a precedence above ten bits of quality, so that the larger of two is the one that counts.
    private static final int QUALITY_BITS = 10;
    private static final int QUALITY_MASK = (1 << QUALITY_BITS) - 1;
    private static final int BEST_QUALITY = 1000;
    private static final int PRECEDENCE_BITS = 3;
    private static final int NO_MATCH = 0;

    private MediaTypes() {}

    /**
     * Whether the route reads bodies of this type (RFC 9110 section 8.3.1); parameters are left to the codec.
     *
     * @param contentType the value of Content-Type, or null if there is none
     * @return false if the answer is 415
     */
    public static boolean consumes(RouteInfo route, @Nullable Slice contentType) {
        List<MediaRange> ranges = route.consumedRanges();
        return ranges.isEmpty() || indexOf(ranges, contentType == null ? OCTET_STREAM : contentType) >= 0;
    }

    /**
     * Where the subtype behind {@code slash} ends, or -1 if this is no {@code type/subtype} or something odd follows.
     */
    private static int typeEnd(byte[] bytes, int from, int slash, int end) {
        if (slash == from || slash == end || bytes[slash] != '/') {
            return -1;
        }
        int to = Tokens.tokenEnd(bytes, slash + 1, end);
        int next = Tokens.skipWhitespace(bytes, to, end);
        return to > slash + 1 && (next == end || bytes[next] == ';') ? to : -1;
    }

    /**
     * Whether the client takes an answer of the route (RFC 9110 section 12.5.1), all Accept lines taken as one list.
     *
     * @return false if the answer is 406
     */
    public static boolean produces(RouteInfo route, RequestHead head) {
        List<MediaRange> ranges = route.producedRanges();
        int line = head.find(ACCEPT);
        if (ranges.isEmpty() || line < 0) {
            return true;
        }
        for (int i = 0; i < ranges.size(); i++) {
            if (isAcceptable(ranges.get(i), head, line)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAcceptable(MediaRange produced, RequestHead head, int firstLine) {
        return (matchOfLines(produced, head, firstLine) & QUALITY_MASK) > 0;
    }

    /** The match of the element that takes precedence in all lines; that of any type if nothing stands in them. */
    private static int matchOfLines(MediaRange produced, RequestHead head, int firstLine) {
        int best = NO_MATCH;
        boolean anything = true;
        for (int line = firstLine; line >= 0; line = head.find(ACCEPT, line + 1)) {
            int from = head.valueFrom(line);
            int to = head.valueTo(line);
            anything &= from == to;
            best = Math.max(best, bestMatch(produced, head.bytes(), from, to));
        }
        return anything ? BEST_QUALITY : best;
    }

    /**
     * How much the client likes an answer of a type: the larger the more, 0 if it takes none. Among types of one quality it
     * likes one that it names better than one that is in a range (RFC 9110 section 12.5.1 leaves that to the server).
     */
    static int preference(MediaRange produced, RequestHead head) {
        int match = matchOfLines(produced, head, head.find(ACCEPT));
        int quality = match & QUALITY_MASK;
        return quality == 0 ? 0 : (quality << PRECEDENCE_BITS) | (match >>> QUALITY_BITS);
    }

    /** The index of the range that a type is in, or -1. */
    static int indexOf(List<MediaRange> ranges, Slice contentType) {
        byte[] bytes = contentType.array();
        int from = contentType.offset();
        int end = from + contentType.length();
        int slash = Tokens.tokenEnd(bytes, from, end);
        int to = typeEnd(bytes, from, slash, end);
        if (to < 0 || MediaRange.isAny(bytes, from, slash) || MediaRange.isAny(bytes, slash + 1, to)) {
            return -1;
        }
        for (int i = 0; i < ranges.size(); i++) {
            if (ranges.get(i).includes(bytes, from, slash, to)) {
                return i;
            }
        }
        return -1;
    }

    /** The match of the list's element that takes precedence, or {@link #NO_MATCH}. */
    private static int bestMatch(MediaRange produced, byte[] bytes, int from, int to) {
        int best = NO_MATCH;
        for (int start = from; start < to; ) {
            int end = elementEnd(bytes, start, to, ',');
            best = Math.max(best, match(produced, bytes, Tokens.skipWhitespace(bytes, start, end), end));
            start = end + 1;
        }
        return best;
    }

    private static int elementEnd(byte[] bytes, int from, int to, char separator) {
        int at = from;
        while (at < to && bytes[at] != separator) {
            at = bytes[at] == '"' ? Tokens.quotedStringEnd(bytes, at, to) : at + 1;
        }
        return at;
    }

    /** The match of one element; one that is malformed matches nothing. */
    private static int match(MediaRange produced, byte[] bytes, int from, int end) {
        int slash = Tokens.tokenEnd(bytes, from, end);
        int to = typeEnd(bytes, from, slash, end);
        if (to < 0 || !produced.overlaps(bytes, from, slash, to)) {
            return NO_MATCH;
        }
        int quality = quality(bytes, to, end);
        return quality < 0 ? NO_MATCH : (precedence(bytes, from, slash, to, end) << QUALITY_BITS) | quality;
    }

    /**
     * 1 to 4. What routes produce has no parameters to tell representations apart, so that a range without parameters
     * is the closer one; one with parameters is taken as the type alone, since a client that asks for a charset or a
     * profile rather has another than none.
     */
    private static int precedence(byte[] bytes, int from, int slash, int to, int end) {
        if (MediaRange.isAny(bytes, slash + 1, to)) {
            return MediaRange.isAny(bytes, from, slash) ? 1 : 2;
        }
        int semicolon = Tokens.skipWhitespace(bytes, to, end);
        int name = Tokens.skipWhitespace(bytes, Math.min(semicolon + 1, end), end);
        boolean hasParameters = semicolon < end && !isQuality(bytes, name, Tokens.tokenEnd(bytes, name, end));
        return hasParameters ? 3 : 4;
    }

    /** The quality in thousandths among the parameters from {@code from}, or -1 if they are malformed. */
    static int quality(byte[] bytes, int from, int end) {
        int quality = BEST_QUALITY;
        int at = Tokens.skipWhitespace(bytes, from, end);
        while (at < end) {
            if (bytes[at] != ';') {
                return -1;
            }
            int name = Tokens.skipWhitespace(bytes, at + 1, end);
            int nameEnd = Tokens.tokenEnd(bytes, name, end);
            at = nameEnd;
            if (nameEnd < end && bytes[nameEnd] == '=') {
                at = valueEnd(bytes, nameEnd + 1, end);
                if (isQuality(bytes, name, nameEnd)) {
                    quality = thousandths(bytes, nameEnd + 1, at);
                }
            }
            if (quality < 0) {
                return -1;
            }
            at = Tokens.skipWhitespace(bytes, at, end);
        }
        return quality;
    }

    /**
     * The value of a parameter of a media type, such as its charset; null if there is none. The backslashes of a quoted
     * string (RFC 9110 section 5.6.4) are taken away with its quotes.
     */
    public static @Nullable String parameter(Slice mediaType, String name) {
        byte[] bytes = mediaType.array();
        int end = mediaType.offset() + mediaType.length();
        byte[] wanted = name.toLowerCase(Locale.ROOT).getBytes(US_ASCII);
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

    private static int valueEnd(byte[] bytes, int from, int end) {
        boolean quoted = from < end && bytes[from] == '"';
        return quoted ? Tokens.quotedStringEnd(bytes, from, end) : Tokens.tokenEnd(bytes, from, end);
    }

    private static boolean isQuality(byte[] bytes, int from, int to) {
        return Ascii.equalIgnoreCase(bytes, from, to - from, QUALITY);
    }

    /** A qvalue (RFC 9110 section 12.4.2), 0 to 1 with at most three decimals, as 0 to 1000; -1 if it is none. */
    private static int thousandths(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < 1 || length > 5 || (length > 1 && bytes[from + 1] != '.')) {
            return -1;
        }
        int value = 0;
        int unit = BEST_QUALITY;
        for (int i = from; i < to; i++) {
            if (i == from + 1) {
                continue;
            }
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value += digit * unit;
            unit /= 10;
        }
        return value <= BEST_QUALITY ? value : -1;
    }
}
