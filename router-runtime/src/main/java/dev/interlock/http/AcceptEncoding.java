package dev.interlock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.Ascii;

/** What content codings a client takes (RFC 9110 section 12.5.3). Asking allocates nothing. */
public final class AcceptEncoding {
    /** The quality of a coding that the client says nothing of. */
    public static final int UNSTATED = -1;

    private static final byte[] NAME = "accept-encoding".getBytes(US_ASCII);
    private static final byte[] ANY = {'*'};
    private static final int CASE_BIT = 0x20;

    private AcceptEncoding() {}

    /**
     * How much a client likes a coding, all lines of Accept-Encoding taken as one list. What is malformed in it counts as
     * absent.
     *
     * @param coding in lower case, {@code identity} included
     * @return 0 to 1000, where 0 is a coding that it does not take, or {@link #UNSTATED}
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

    /** RFC 9110 sections 8.4.1.1 and 8.4.1.3: {@code x-gzip} is an old name of {@code gzip}, and so on. */
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
