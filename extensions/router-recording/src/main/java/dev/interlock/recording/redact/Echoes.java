package dev.interlock.recording.redact;

import dev.interlock.bytes.ByteWriter;
import java.util.Arrays;

/**
 * Secret values of one request that the response may repeat, as in "The card 4111... is not valid". Searches only
 * responses to failed requests, because other responses rarely repeat a secret under a harmless name. Not safe for use
 * by several threads.
 */
final class Echoes {
    private static final int MAX_VALUES = 32;
    /** Minimum length of a value to search. Shorter values, such as {@code 17}, occur anywhere. */
    private static final int MIN_BYTES = 4;
    /** Number of bytes to keep of each value. They identify the value, and a response may repeat only its start. */
    private static final int MAX_BYTES = 32;

    private final ByteWriter values = new ByteWriter(256);
    private final int[] ends = new int[MAX_VALUES];
    private int count;
    private boolean isCollecting;
    private boolean isSearching;
    /** Whether the request had a secret that this object does not know. */
    private boolean isIncomplete;

    /** Forgets the values of the previous request. Collects values of the next request if it failed. */
    void beginRequest(boolean hasFailed) {
        values.clear();
        count = 0;
        isIncomplete = false;
        isCollecting = hasFailed;
        isSearching = false;
    }

    /** Stops collecting values, and begins to search for them. */
    void beginResponse() {
        isSearching |= isCollecting;
        isCollecting = false;
    }

    /** Notes that a part of the request was not parsed, so its secrets are unknown. */
    void setIncomplete() {
        isIncomplete = isCollecting;
    }

    /** Returns whether the response may repeat a value. */
    boolean isSearching() {
        return isSearching;
    }

    boolean isIncomplete() {
        return isSearching && isIncomplete;
    }

    /** Adds a hidden value. */
    void add(byte[] bytes, int from, int to) {
        if (!isCollecting) {
            return;
        }
        int best = from;
        int bestTo = from;
        for (int at = from; at < to; at++) {
            int end = at;
            while (end < to && isPlain(bytes[end])) {
                end++;
            }
            if (end - at > bestTo - best) {
                best = at;
                bestTo = end;
            }
            at = end;
        }
        keep(bytes, best, Math.min(bestTo, best + MAX_BYTES));
    }

    private void keep(byte[] bytes, int from, int to) {
        if (to - from >= MIN_BYTES && count == MAX_VALUES) {
            isIncomplete = true;
        } else if (to - from >= MIN_BYTES) {
            values.append(bytes, from, to);
            ends[count++] = values.length();
        }
    }

    /** Whether no syntax needs an escape for a byte. */
    private static boolean isPlain(byte each) {
        return each > ' '
                && each < 127
                && each != '"'
                && each != '\\'
                && each != '<'
                && each != '>'
                && each != '&'
                && each != '\''
                && each != '%'
                && each != '+'
                && each != '/';
    }

    /** Returns whether a part of the response repeats a value. */
    boolean isIn(byte[] bytes, int from, int to) {
        if (!isSearching) {
            return false;
        }
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (contains(bytes, from, to, start, ends[i])) {
                return true;
            }
            start = ends[i];
        }
        return false;
    }

    private boolean contains(byte[] bytes, int from, int to, int start, int end) {
        byte[] sought = values.array();
        int last = to - (end - start);
        for (int at = from; at <= last; at++) {
            if (bytes[at] == sought[start] && Arrays.equals(bytes, at, at + end - start, sought, start, end)) {
                return true;
            }
        }
        return false;
    }
}
