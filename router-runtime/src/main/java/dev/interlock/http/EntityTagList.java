package dev.interlock.http;

import dev.interlock.bytes.Ascii;
import org.jspecify.annotations.Nullable;

/** The value of If-Match and If-None-Match (RFC 9110 sections 13.1.1 and 13.1.2), all lines taken as one list. */
final class EntityTagList {
    private EntityTagList() {}

    /**
     * Whether the list is {@code *} or has a tag. What is malformed ends it. Allocates nothing.
     *
     * @param field the index of the first line
     * @param opaque of the tag that is looked for; null if the representation has none
     * @param strongly whether weak tags match nothing (RFC 9110 section 8.8.3.2)
     */
    static boolean matches(
            RequestHead head, byte[] name, int field, @Nullable CharSequence opaque, boolean weak, boolean strongly) {
        for (int line = field; line >= 0; line = head.find(name, line + 1)) {
            if (matches(head.bytes(), head.valueFrom(line), head.valueTo(line), opaque, weak, strongly)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(
            byte[] bytes, int from, int to, @Nullable CharSequence opaque, boolean weak, boolean strongly) {
        if (to - from == 1 && bytes[from] == '*') {
            return true;
        }
        boolean comparable = opaque != null && !(weak && strongly);
        int at = nextTag(bytes, from, to);
        while (at < to) {
            boolean isWeak = bytes[at] == 'W';
            int start = isWeak ? at + 2 : at;
            int end = tagEnd(bytes, start, to);
            if (end < 0 || (isWeak && bytes[at + 1] != '/')) {
                return false;
            }
            if (comparable && !(isWeak && strongly) && equal(bytes, start + 1, end, opaque)) {
                return true;
            }
            at = nextTag(bytes, end + 1, to);
        }
        return false;
    }

    private static boolean equal(byte[] bytes, int from, int to, @Nullable CharSequence opaque) {
        return opaque != null && opaque.length() == to - from && Ascii.equal(bytes, from, opaque);
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
