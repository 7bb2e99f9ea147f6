package dev.interlock.dispatch;

import dev.interlock.bytes.Percent;
import dev.interlock.bytes.Slice;
import dev.interlock.bytes.Swar;
import dev.interlock.bytes.Utf8;
import java.util.Arrays;
import java.util.Objects;

/**
 * The path of one request: split at {@code /} into segments, each percent-decoded once after that, so that {@code %2F} is
 * data within its segment (RFC 3986 section 2.2).
 *
 * <p>An instance is filled by {@link DispatchTable#match} and reused for the next request. What it hands out is valid
 * until then: ranges of the request's own bytes where nothing was encoded, else of a buffer that belongs to this object.
 * Not safe for use by several threads.
 */
public final class RequestPath {
    /** As many bounds are stored without a look at how many there are. */
    private static final int UNROLLED = 8;
    /** Stands in for the bytes behind the last word's end: it belongs to no class that the scan looks for. */
    private static final char FILLER = 'a';

    /**
     * Bounds are the indices of the slashes, then that of the end: segment {@code i} lies between bounds {@code i} and
     * {@code i + 1}.
     */
    int[] bounds = new int[UNROLLED + 1];

    byte[] bytes = {};
    /** Segments that bounds are known for; one more than asked for stands for any number of them. */
    int count;
    /** Where the path ends in {@link #bytes}. */
    private int end;
    /** Whether a segment is empty. */
    boolean hasEmpty;

    private byte[] decoded = {};
    private Slice[] slices = {};

    /** The number of segments: {@code /} has one, which is empty. */
    public int segmentCount() {
        return count;
    }

    /** The decoded segment at {@code index}. */
    public Slice segment(int index) {
        return segment(index, 0, 0);
    }

    /**
     * The decoded segment at {@code index} without the fixed texts around a variable.
     *
     * @param prefix bytes to leave out at the start
     * @param suffix bytes to leave out at the end
     * @throws IndexOutOfBoundsException when there is no such segment, or it is shorter than the two
     */
    public Slice segment(int index, int prefix, int suffix) {
        Objects.checkIndex(index, count);
        int from = bounds[index] + 1 + prefix;
        return slice(index).wrap(bytes, from, bounds[index + 1] - suffix - from);
    }

    /** All from the segment at {@code index} to the end, its segments decoded and separated by {@code /}. */
    public Slice rest(int index) {
        Objects.checkIndex(index, count);
        int from = bounds[index] + 1;
        return slice(index).wrap(bytes, from, end - from);
    }

    private Slice slice(int index) {
        if (index >= slices.length) {
            growSlices(index);
        }
        return slices[index];
    }

    private void growSlices(int index) {
        int known = slices.length;
        slices = Arrays.copyOf(slices, Math.max(UNROLLED, index + 1));
        for (int i = known; i < slices.length; i++) {
            slices[i] = new Slice();
        }
    }

    /**
     * Splits a path. Afterwards eight bytes may be read from wherever a segment begins.
     *
     * @param limit segments to tell apart, at least 1; of a longer path only {@code limit + 1} are known
     * @return false for a path that no request may have: it does not begin with {@code /}, has a malformed escape, invalid
     *     UTF-8, NUL, or a {@code .} or {@code ..} segment (RFC 3986 section 6.2.2.3 has clients remove these)
     */
    boolean split(byte[] source, int from, int to, int limit) {
        Objects.checkFromToIndex(from, to, source.length);
        if (from == to || source[from] != '/') {
            return false;
        }
        if (to - from > Long.SIZE || source.length - to < Long.BYTES) {
            return splitCarefully(source, from, to, limit);
        }
        return splitWords(source, from, to, limit);
    }

    /** Splits 1 to 64 bytes, eight at a time, if there is nothing in them to decode or refuse. */
    private boolean splitWords(byte[] source, int from, int to, int limit) {
        long slashes = 0;
        long odd = 0;
        long slashBefore = 0;
        for (int at = from; at < to; at += Long.BYTES) {
            long word = Swar.first(Swar.word(source, at), to - at, FILLER);
            // '.' and '/' differ in their lowest bit alone.
            long dotsAndSlashes = Swar.zeros((word | Swar.broadcast((char) 1)) ^ Swar.broadcast('/'));
            long slash = dotsAndSlashes & (word << 7);
            long behindSlash = (slash << 8) | slashBefore;
            odd |= (dotsAndSlashes & behindSlash) | Swar.anyBelow(word, '%' + 1) | Swar.nonAscii(word);
            slashBefore = slash >>> 56;
            slashes |= Swar.gather(slash) << (at - from);
        }
        if (odd != 0 || source[to - 1] == '/') {
            return splitCarefully(source, from, to, limit);
        }
        bytes = source;
        end = to;
        hasEmpty = false;
        storeBounds(slashes, from, to, limit);
        return true;
    }

    private void storeBounds(long slashes, int from, int to, int limit) {
        int[] into = bounds;
        long left = slashes;
        for (int i = 0; i < UNROLLED; i++) {
            into[i] = from + Long.numberOfTrailingZeros(left);
            left &= left - 1;
        }
        int segments = Long.bitCount(slashes);
        if (left != 0) {
            into = storeMoreBounds(left, from, Math.min(segments, limit + 1));
        }
        count = Math.min(segments, limit + 1);
        if (segments == count) {
            into[count] = to;
        }
    }

    private int[] storeMoreBounds(long slashes, int from, int segments) {
        ensureBounds(segments + 1);
        long left = slashes;
        for (int i = UNROLLED; i <= segments && left != 0; i++) {
            bounds[i] = from + Long.numberOfTrailingZeros(left);
            left &= left - 1;
        }
        return bounds;
    }

    /** Splits any path, decodes it into a buffer of this object and checks what it finds. */
    private boolean splitCarefully(byte[] source, int from, int to, int limit) {
        if (decoded.length < to - from + Long.BYTES) {
            decoded = new byte[Math.max(128, 2 * (to - from) + Long.BYTES)];
        }
        int segments = 0;
        int at = 0;
        hasEmpty = false;
        for (int start = from + 1; start <= to; ) {
            int stop = indexOfSlash(source, start, to);
            setBound(segments++, at, limit);
            decoded[at++] = '/';
            int next = Percent.decode(source, start, stop, decoded, at);
            if (next < 0 || isRefused(at, next)) {
                return false;
            }
            hasEmpty |= next == at;
            at = next;
            start = stop + 1;
        }
        setBound(segments, at, limit);
        bytes = decoded;
        end = at;
        count = Math.min(segments, limit + 1);
        return true;
    }

    private void setBound(int index, int at, int limit) {
        if (index <= limit + 1) {
            ensureBounds(index + 1);
            bounds[index] = at;
        }
    }

    private void ensureBounds(int length) {
        if (bounds.length < length) {
            bounds = Arrays.copyOf(bounds, Math.max(length, 2 * bounds.length));
        }
    }

    private static int indexOfSlash(byte[] source, int from, int to) {
        for (int i = from; i < to; i++) {
            if (source[i] == '/') {
                return i;
            }
        }
        return to;
    }

    private boolean isRefused(int from, int to) {
        if (to - from <= 2 && to > from && decoded[from] == '.' && decoded[to - 1] == '.') {
            return true;
        }
        for (int i = from; i < to; i++) {
            if (decoded[i] == 0) {
                return true;
            }
        }
        return !Utf8.isValid(decoded, from, to);
    }
}
