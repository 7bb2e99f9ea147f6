package dev.interlock.internal.negotiate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.HttpHeader;
import dev.interlock.http.RequestHead;
import dev.interlock.internal.bytes.Ascii;
import dev.interlock.internal.syntax.MediaRange;
import dev.interlock.internal.syntax.MediaTypes;
import dev.interlock.internal.syntax.Tokens;

/**
 * Reads the media types that a client accepts from the Accept field of a request (RFC 9110 section 12.5.1). All lines
 * of the field count as one list.
 */
public final class Accept {
    private static final byte[] NAME = HttpHeader.ACCEPT.getBytes(US_ASCII);
    private static final byte[] QUALITY = {'q'};

    // A match is a number: the low ten bits are the quality, and the bits above are the precedence. So the largest
    // match is the match with the highest precedence.
    private static final int QUALITY_BITS = 10;
    private static final int QUALITY_MASK = (1 << QUALITY_BITS) - 1;
    private static final int BEST_QUALITY = 1000;
    private static final int PRECEDENCE_BITS = 3;
    /** Lowest precedence of an element that is a type and not a range. */
    private static final int NAMED = 3;

    private static final int NO_MATCH = 0;

    private Accept() {}

    /**
     * Returns how much the client prefers a media type. A larger number means a stronger preference; 0 means that the
     * client does not accept the type. Among types of equal quality, a type that Accept names is preferred to a type
     * that is only within a range. RFC 9110 section 12.5.1 leaves this choice to the server. Allocates nothing.
     */
    public static int preference(MediaRange produced, RequestHead head) {
        int match = match(produced, head);
        int quality = match & QUALITY_MASK;
        int closeness = Math.min(match >>> QUALITY_BITS, NAMED);
        return quality == 0 ? 0 : (quality << PRECEDENCE_BITS) | closeness;
    }

    /**
     * Returns the match of the element with the highest precedence in all lines. If all lines are empty or missing,
     * each type matches.
     */
    private static int match(MediaRange produced, RequestHead head) {
        int best = NO_MATCH;
        boolean anything = true;
        for (int line = head.find(NAME); line >= 0; line = head.find(NAME, line + 1)) {
            int from = head.valueFrom(line);
            int to = head.valueTo(line);
            anything &= from == to;
            best = Math.max(best, bestMatch(produced, head.bytes(), from, to));
        }
        return anything ? BEST_QUALITY : best;
    }

    /** Returns the match of the list's element with the highest precedence, or {@link #NO_MATCH}. */
    private static int bestMatch(MediaRange produced, byte[] bytes, int from, int to) {
        int best = NO_MATCH;
        for (int start = from; start < to; ) {
            int end = MediaTypes.elementEnd(bytes, start, to, ',');
            best = Math.max(best, match(produced, bytes, Tokens.skipWhitespace(bytes, start, end), end));
            start = end + 1;
        }
        return best;
    }

    /** Returns the match of one element. A malformed element matches nothing. */
    private static int match(MediaRange produced, byte[] bytes, int from, int end) {
        int slash = Tokens.tokenEnd(bytes, from, end);
        int to = MediaTypes.typeEnd(bytes, from, slash, end);
        if (to < 0 || !produced.overlaps(bytes, from, slash, to)) {
            return NO_MATCH;
        }
        int quality = quality(bytes, to, end);
        return quality < 0 ? NO_MATCH : (precedence(bytes, from, slash, to, end) << QUALITY_BITS) | quality;
    }

    /**
     * Returns the precedence of an element, from 1 to 4. The parameters of a route's types are not compared, so an
     * element without parameters has the highest precedence. An element with parameters matches, too, because a client
     * that asks for another charset or profile prefers this type to no response.
     */
    private static int precedence(byte[] bytes, int from, int slash, int to, int end) {
        if (MediaRange.isAny(bytes, slash + 1, to)) {
            return MediaRange.isAny(bytes, from, slash) ? 1 : 2;
        }
        int semicolon = Tokens.skipWhitespace(bytes, to, end);
        int name = Tokens.skipWhitespace(bytes, Math.min(semicolon + 1, end), end);
        boolean hasParameters = semicolon < end && !isQuality(bytes, name, Tokens.tokenEnd(bytes, name, end));
        return hasParameters ? NAMED : NAMED + 1;
    }

    /**
     * Reads the quality, in thousandths, from the parameters that begin at {@code from}. Returns -1 if they are
     * malformed.
     */
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
                at = MediaTypes.valueEnd(bytes, nameEnd + 1, end);
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

    private static boolean isQuality(byte[] bytes, int from, int to) {
        return Ascii.equalIgnoreCase(bytes, from, to - from, QUALITY);
    }

    /**
     * Converts a qvalue (RFC 9110 section 12.4.2) to a number from 0 to 1000. A qvalue is 0 to 1 with at most three
     * decimals. Returns -1 for other text.
     */
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
