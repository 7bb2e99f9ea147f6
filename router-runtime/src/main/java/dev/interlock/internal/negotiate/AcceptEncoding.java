package dev.interlock.internal.negotiate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.HttpHeader;
import dev.interlock.http.RequestHead;
import dev.interlock.internal.bytes.Ascii;
import dev.interlock.internal.syntax.Tokens;

/** Reads the content codings that a client accepts (RFC 9110 section 12.5.3). Allocates nothing. */
public final class AcceptEncoding {
    /** Quality of a coding that the client does not mention. */
    public static final int UNSTATED = -1;

    private static final byte[] NAME = HttpHeader.ACCEPT_ENCODING.getBytes(US_ASCII);
    private static final byte[] ANY = {'*'};
    private static final int CASE_BIT = 0x20;

    private AcceptEncoding() {}

    /**
     * Returns how much a client prefers a coding. All lines of Accept-Encoding count as one list. Malformed elements
     * are ignored.
     *
     * @param coding name of the coding in lower case; may be {@code identity}
     * @return 0 to 1000, or {@link #UNSTATED}; 0 means that the client does not accept the coding
     */
    public static int quality(RequestHead head, byte[] coding) {
        int any = UNSTATED;
        for (int line = head.find(NAME); line >= 0; line = head.find(NAME, line + 1)) {
            int stated = quality(head, line, coding);
            if (stated != UNSTATED) {
                return stated;
            }
            any = Math.max(any, quality(head, line, ANY));
        }
        return any;
    }

    /**
     * Returns whether an element names a coding, possibly by its old name, such as {@code x-gzip} for {@code gzip} (RFC
     * 9110 sections 8.4.1.1 and 8.4.1.3).
     */
    private static boolean isNamed(byte[] bytes, int from, int to, byte[] coding) {
        boolean isOld = to - from > 2 && (bytes[from] | CASE_BIT) == 'x' && bytes[from + 1] == '-';
        int start = isOld ? from + 2 : from;
        return Ascii.equalIgnoreCase(bytes, start, to - start, coding);
    }

    private static int quality(RequestHead head, int line, byte[] coding) {
        byte[] bytes = head.bytes();
        int to = head.valueTo(line);
        for (int from = head.valueFrom(line); from < to; ) {
            int end = from;
            while (end < to && bytes[end] != ',') {
                end++;
            }
            int start = Tokens.skipWhitespace(bytes, from, end);
            int nameEnd = Tokens.tokenEnd(bytes, start, end);
            if (isNamed(bytes, start, nameEnd, coding)) {
                int quality = Accept.quality(bytes, nameEnd, end);
                if (quality >= 0) {
                    return quality;
                }
            }
            from = end + 1;
        }
        return UNSTATED;
    }
}
