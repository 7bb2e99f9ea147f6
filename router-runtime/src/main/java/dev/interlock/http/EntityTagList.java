package dev.interlock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.Ascii;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The value of If-Match and If-None-Match (RFC 9110 sections 13.1.1 and 13.1.2), all lines taken as one list. */
final class EntityTagList {
    /** The codings that answers are sent in. */
    private static final byte[][] CODINGS = {"gzip".getBytes(US_ASCII), "br".getBytes(US_ASCII)};

    private EntityTagList() {}

    /**
     * Whether the list is {@code *} or has a tag, or that of the same state in a content coding. What is malformed ends it.
     * Allocates nothing.
     *
     * @param field the index of the first line
     * @param opaque of the tag that is looked for; null if the representation has none
     * @param use how tags are compared
     */
    static boolean matches(
            RequestHead head, byte[] name, int field, @Nullable CharSequence opaque, boolean weak, Use use) {
        for (int line = field; line >= 0; line = head.find(name, line + 1)) {
            if (matches(head, head.valueFrom(line), head.valueTo(line), opaque, weak, use)) {
                return true;
            }
        }
        return false;
    }

    /** What the list is for. */
    enum Use {
        /** If-Match: weak tags match nothing (RFC 9110 section 8.8.3.2), and a state is the same in each coding. */
        CHANGE,
        /** If-None-Match: a client that takes a coding no more needs the bytes. */
        READ,
        /** The very tag is looked for. */
        EXACT
    }

    private static boolean matches(
            RequestHead head, int from, int to, @Nullable CharSequence opaque, boolean weak, Use use) {
        byte[] bytes = head.bytes();
        if (to - from == 1 && bytes[from] == '*') {
            return use != Use.EXACT;
        }
        boolean strongly = use != Use.READ;
        boolean comparable = opaque != null && !(weak && strongly);
        int at = nextTag(bytes, from, to);
        while (at < to) {
            boolean isWeak = bytes[at] == 'W';
            int start = isWeak ? at + 2 : at;
            int end = tagEnd(bytes, start, to);
            if (end < 0 || (isWeak && bytes[at + 1] != '/')) {
                return false;
            }
            if (comparable && !(isWeak && strongly) && equal(head, start + 1, end, opaque, use)) {
                return true;
            }
            at = nextTag(bytes, end + 1, to);
        }
        return false;
    }

    private static boolean equal(RequestHead head, int from, int to, @Nullable CharSequence opaque, Use use) {
        byte[] bytes = head.bytes();
        if (opaque == null || opaque.length() > to - from || !Ascii.equal(bytes, from, opaque)) {
            return false;
        }
        int suffix = from + opaque.length();
        return suffix == to || (use != Use.EXACT && isCoding(head, suffix, to, use));
    }

    private static boolean isCoding(RequestHead head, int from, int to, Use use) {
        byte[] bytes = head.bytes();
        if (bytes[from] != EntityTag.CODING) {
            return false;
        }
        for (byte[] coding : CODINGS) {
            if (Arrays.equals(bytes, from + 1, to, coding, 0, coding.length)) {
                return use == Use.CHANGE || AcceptEncoding.quality(head, coding) > 0;
            }
        }
        return false;
    }

    /** The index of the first byte that is no part of the list's separators; empty elements are legal (section 5.6.1). */
    private static int nextTag(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ',' || bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** The index of the quote that ends the tag whose first one is at {@code from}; -1 if there are not both. */
    private static int tagEnd(byte[] bytes, int from, int to) {
        if (from >= to || bytes[from] != '"') {
            return -1;
        }
        for (int at = from + 1; at < to; at++) {
            if (bytes[at] == '"') {
                return at;
            }
        }
        return -1;
    }
}
