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
        int codings = codings(head, use);
        for (int line = field; line >= 0; line = head.find(name, line + 1)) {
            if (matches(head, head.valueFrom(line), head.valueTo(line), opaque, weak, use, codings)) {
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

    /** Those whose tags match, a bit for each: found once, as a list may have a thousand tags. */
    private static int codings(RequestHead head, Use use) {
        int found = 0;
        for (int i = 0; use != Use.EXACT && i < CODINGS.length; i++) {
            found |= use == Use.CHANGE || AcceptEncoding.quality(head, CODINGS[i]) > 0 ? 1 << i : 0;
        }
        return found;
    }

    private static boolean matches(
            RequestHead head, int from, int to, @Nullable CharSequence opaque, boolean weak, Use use, int codings) {
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
            if (comparable && !(isWeak && strongly) && equal(bytes, start + 1, end, opaque, codings)) {
                return true;
            }
            at = nextTag(bytes, end + 1, to);
        }
        return false;
    }

    private static boolean equal(byte[] bytes, int from, int to, @Nullable CharSequence opaque, int codings) {
        if (opaque == null || opaque.length() > to - from || !Ascii.equal(bytes, from, opaque)) {
            return false;
        }
        int suffix = from + opaque.length();
        return suffix == to || isCoding(bytes, suffix, to, codings);
    }

    private static boolean isCoding(byte[] bytes, int from, int to, int codings) {
        if (bytes[from] != EntityTag.CODING) {
            return false;
        }
        for (int i = 0; i < CODINGS.length; i++) {
            byte[] coding = CODINGS[i];
            if (Arrays.equals(bytes, from + 1, to, coding, 0, coding.length)) {
                return (codings & 1 << i) != 0;
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
