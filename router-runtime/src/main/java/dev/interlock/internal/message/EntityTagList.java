package dev.interlock.internal.message;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.EntityTag;
import dev.interlock.http.RequestHead;
import dev.interlock.internal.bytes.Ascii;
import dev.interlock.internal.negotiate.AcceptEncoding;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Searches the value of If-Match or If-None-Match for a tag (RFC 9110 sections 13.1.1 and 13.1.2). All lines count as
 * one list.
 */
final class EntityTagList {
    /** Content codings whose names may be suffixes of tags; see {@link EntityTag#in}. */
    private static final byte[][] CODINGS = {
        "gzip".getBytes(US_ASCII), "br".getBytes(US_ASCII), "zstd".getBytes(US_ASCII), "deflate".getBytes(US_ASCII)
    };

    private EntityTagList() {}

    /**
     * Returns whether the list contains a tag, or is {@code *}. A tag of the same state in a content coding also
     * matches, depending on the use. Ignores a malformed element, and the rest of its line. Allocates nothing.
     *
     * @param field index of the first line
     * @param opaque text of the tag to find, or null if the representation has no tag
     * @param use purpose of the list, which determines how tags are compared
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

    /** Purpose of a list. */
    enum Use {
        /** If-Match: weak tags do not match (RFC 9110 section 8.8.3.2). The tag matches in every coding. */
        CHANGE,
        /**
         * If-None-Match: weak tags match, too. The tag matches without a coding, and in every coding that the client
         * accepts.
         */
        READ,
        /** Only exactly this tag matches, and only if it is strong. {@code *} does not match. */
        EXACT
    }

    /**
     * Returns the codings whose tags match, one bit for each. Computed once, because a list may have a thousand tags.
     */
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

    /**
     * Returns the index of the first byte that is not a separator of the list. Empty elements are allowed (section
     * 5.6.1).
     */
    private static int nextTag(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ',' || bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    /**
     * Returns the index of the closing quote of the tag whose opening quote is at {@code from}, or -1 if a quote is
     * missing.
     */
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
