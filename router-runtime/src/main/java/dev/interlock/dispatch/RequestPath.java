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

    /** The bits of a scan that stand for the slashes of up to 32 bytes; above are flags, several of each kind. */
    private static final long SLASHES = 0xffffffffL;
    /** Set somewhere if a byte is there that only the careful way deals with. */
    private static final long ODD = 0x8080808000000000L;
    /** Set somewhere if there is a dot. */
    private static final long DOT = ODD >>> 1;

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

    /**
     * Splits 1 to 64 bytes if there is nothing in them to decode or refuse. The words that are looked at overlap, so that
     * their number depends on the length in few steps, which are easily predicted.
     */
    private boolean splitWords(byte[] source, int from, int to, int limit) {
        int length = to - from;
        long slashes;
        long flags;
        if (length > 32) {
            long back = scan(source, to - 32, 8, 16, 24);
            flags = scan(source, from, 8, 16, 24);
            slashes = (flags & SLASHES) | ((back & SLASHES) << (length - 32));
            flags |= back;
        } else if (length >= 8) {
            flags = scan(source, from, Math.min(8, length - 8), Math.max(length - 16, 0), length - 8);
            slashes = flags & SLASHES;
        } else {
            flags = scanShort(Swar.first(Swar.word(source, from), length, FILLER));
            slashes = flags & SLASHES;
        }
        if ((flags & ODD) != 0 || (slashes & (slashes << 1)) != 0 || source[to - 1] == '/') {
            return splitCarefully(source, from, to, limit);
        }
        if ((flags & DOT) != 0 && hasLeadingDot(slashes, source, from)) {
            return splitCarefully(source, from, to, limit);
        }
        if (bytes != source) {
            // A server's buffer stays the same, and a store of a reference costs the collector's barrier.
            bytes = source;
        }
        end = to;
        hasEmpty = false;
        storeBounds(slashes, from, to, limit);
        return true;
    }

    /** The slashes of four words, the others at these distances from the first, and the flags. */
    private static long scan(byte[] source, int at, int second, int third, int fourth) {
        long word0 = Swar.word(source, at);
        long word1 = Swar.word(source, at + second);
        long word2 = Swar.word(source, at + third);
        long word3 = Swar.word(source, at + fourth);
        long marks0 = dotOrSlash(word0);
        long marks1 = dotOrSlash(word1);
        long marks2 = dotOrSlash(word2);
        long marks3 = dotOrSlash(word3);
        long slashes = Swar.gather(slash(word0, marks0))
                | (Swar.gather(slash(word1, marks1)) << second)
                | (Swar.gather(slash(word2, marks2)) << third)
                | (Swar.gather(slash(word3, marks3)) << fourth);
        long dots = dot(word0, marks0) | dot(word1, marks1) | dot(word2, marks2) | dot(word3, marks3);
        return slashes | flags(odd(word0) | odd(word1) | odd(word2) | odd(word3), dots);
    }

    private static long scanShort(long word) {
        long marks = dotOrSlash(word);
        return Swar.gather(slash(word, marks)) | flags(odd(word), dot(word, marks));
    }

    /** The two masks in one, from both halves in the upper. */
    private static long flags(long odd, long dots) {
        long flags = Swar.highBits(odd) | (dots >>> 1);
        return (flags | (flags << 32)) & ~SLASHES;
    }

    /** The slashes among the marks: they are odd, dots are even. */
    private static long slash(long word, long marks) {
        return marks & (word << 7);
    }

    private static long dot(long word, long marks) {
        return marks & ~(word << 7);
    }

    /** The mask of the dots and slashes. */
    private static long dotOrSlash(long word) {
        // The two differ in their lowest bit; with it set, the comparison leaves only even bytes.
        return Swar.zerosOfEven((word | Swar.broadcast((char) 1)) ^ Swar.broadcast('/'));
    }

    /** Has a high bit set if a byte is not ASCII, or below {@code &}: a percent sign, NUL, a control character. */
    private static long odd(long word) {
        return (word - Swar.broadcast('&')) | word;
    }

    private static boolean hasLeadingDot(long slashes, byte[] source, int from) {
        for (long left = slashes; left != 0; left &= left - 1) {
            if (source[from + Long.numberOfTrailingZeros(left) + 1] == '.') {
                return true;
            }
        }
        return false;
    }

    private void storeBounds(long slashes, int from, int to, int limit) {
        long left = slashes;
        for (int i = 0; i < UNROLLED; i++) {
            bounds[i] = from + Long.numberOfTrailingZeros(left);
            left &= left - 1;
        }
        int segments = Long.bitCount(slashes);
        count = Math.min(segments, limit + 1);
        if (left != 0) {
            storeMoreBounds(left, from, count);
        }
        if (segments == count) {
            bounds[count] = to;
        }
    }

    private void storeMoreBounds(long slashes, int from, int last) {
        ensureBounds(last + 1);
        long left = slashes;
        for (int i = UNROLLED; i <= last && left != 0; i++) {
            bounds[i] = from + Long.numberOfTrailingZeros(left);
            left &= left - 1;
        }
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
