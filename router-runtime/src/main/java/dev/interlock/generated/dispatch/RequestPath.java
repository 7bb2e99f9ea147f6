package dev.interlock.generated.dispatch;

import dev.interlock.bytes.Lease;
import dev.interlock.bytes.Slice;
import dev.interlock.internal.bytes.Percent;
import dev.interlock.internal.bytes.Swar;
import dev.interlock.internal.bytes.Utf8;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Path of one request. The path is first split at {@code /} into segments. Then each segment is percent-decoded once,
 * so {@code %2F} is data within its segment (RFC 3986 section 2.2).
 *
 * <p>{@link DispatchTable#match} fills an instance, which is reused for the next request. Its slices are valid until
 * then. They are ranges of the request's bytes, or of a buffer of this object if the path was decoded. Not safe for use
 * by several threads.
 */
public final class RequestPath {
    /** Result of {@link #split} for a path that is malformed or not allowed. */
    static final int BAD = -1;
    /** Result of {@link #split} for a path that has an escape or an empty segment. */
    static final int DECODED = 0;

    private static final byte[] NONE = {};

    /** Limit on the bytes of the buffer for decoded paths. A larger buffer is not kept for the next path. */
    private static final int RETAINED_BYTES = 512;

    /** Number of bounds that are always stored, whatever the number of segments. This saves branches. */
    private static final int UNROLLED = 8;
    /** Character that replaces the bytes after the path in the last word. It has no special meaning in a path. */
    private static final char FILLER = 'a';

    /**
     * Indices of the slashes, followed by the index of the end: segment {@code i} lies between bounds {@code i} and
     * {@code i + 1}.
     */
    int[] bounds = new int[UNROLLED + 1];

    byte[] bytes = NONE;
    /**
     * Number of segments with known bounds. If it exceeds the limit of {@link #split} by one, the path may have further
     * segments.
     */
    int count;
    /** Index after the path in {@link #bytes}. */
    private int end;
    /** Whether a segment is empty. */
    boolean hasEmpty;

    private byte[] decoded = NONE;
    private Slice[] slices = {};
    /** Lease of the request in strict mode, or null. */
    private @Nullable Lease lease;

    /** Ends access to the path when the lease of its request ends. Called by the protocol engine in strict mode. */
    public void lease(Lease requestLease) {
        lease = requestLease;
    }

    /** Frees the buffer if it is large. A connection keeps this object even while it has no request. */
    public void trim() {
        if (decoded.length > RETAINED_BYTES) {
            decoded = NONE;
            forget();
        }
    }

    /** Removes the reference to the bytes of the path, so that their array can be freed. */
    public void forget() {
        bytes = NONE;
        for (Slice slice : slices) {
            slice.wrap(NONE, 0, 0);
        }
    }

    /**
     * Copies the path of a request whose bytes were copied to another array.
     *
     * @param read path of the request, which does not change
     * @param source array of the request
     * @param target array with the copy
     * @param shift difference between an index in the copy and the same index in the request
     */
    public void copyFrom(RequestPath read, byte[] source, byte[] target, int shift) {
        boolean isDecoded = read.bytes == read.decoded;
        // If a slash was added to the path, the path is in a separate array, which never changes.
        int moved = read.bytes == source ? shift : 0;
        count = read.count;
        hasEmpty = read.hasEmpty;
        end = read.end + moved;
        ensureBounds(count + 1);
        for (int i = 0; i <= count; i++) {
            bounds[i] = read.bounds[i] + moved;
        }
        if (isDecoded) {
            if (decoded.length < end) {
                decoded = new byte[end];
            }
            System.arraycopy(read.decoded, 0, decoded, 0, end);
            bytes = decoded;
        } else {
            bytes = read.bytes == source ? target : read.bytes;
        }
    }

    /** Returns the number of segments. The path {@code /} has one segment, which is empty. */
    public int segmentCount() {
        checkLive();
        return count;
    }

    /** Returns the decoded segment at {@code index}. */
    public Slice segment(int index) {
        return segment(index, 0, 0);
    }

    /**
     * Returns the decoded segment at {@code index} without the fixed text before and after a variable.
     *
     * @param prefix bytes to omit at the start
     * @param suffix bytes to omit at the end
     * @throws IndexOutOfBoundsException if there is no such segment, or if it is shorter than prefix and suffix
     *     together
     */
    public Slice segment(int index, int prefix, int suffix) {
        Slice slice = slice(index);
        int from = bounds[index] + 1 + prefix;
        return slice.wrap(bytes, from, bounds[index + 1] - suffix - from);
    }

    /** Returns the path from the segment at {@code index} to the end: decoded segments, separated by {@code /}. */
    public Slice rest(int index) {
        Slice slice = slice(index);
        int from = bounds[index] + 1;
        return slice.wrap(bytes, from, end - from);
    }

    /**
     * Whether {@link #rest} has a {@code .} or {@code ..} between slashes or backslashes. Paths with a dot segment
     * between plain slashes were rejected before, so this method only finds encoded ones, as in {@code a%2F..%2Fb}.
     */
    public boolean hasDotSegment(int index) {
        checkLive();
        Objects.checkIndex(index, count);
        // Only a path with an escape can have a dot segment here, and a path with an escape is decoded.
        return bytes == decoded && hasDotSegment(bounds[index] + 1, end);
    }

    private boolean hasDotSegment(int from, int to) {
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || decoded[i] == '/' || decoded[i] == '\\') {
                if (isDots(start, i)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    private boolean isDots(int from, int to) {
        return to - from <= 2 && to > from && decoded[from] == '.' && decoded[to - 1] == '.';
    }

    private Slice slice(int index) {
        checkLive();
        Objects.checkIndex(index, count);
        if (index >= slices.length) {
            growSlices(index);
        }
        return lease == null ? slices[index] : lease.handOut(slices[index]);
    }

    private void checkLive() {
        if (lease != null && lease.isEnded()) {
            throw lease.late(this);
        }
    }

    private void growSlices(int index) {
        int known = slices.length;
        slices = Arrays.copyOf(slices, Math.max(UNROLLED, index + 1));
        for (int i = known; i < slices.length; i++) {
            slices[i] = new Slice();
        }
    }

    /**
     * Splits a path. Afterwards, eight bytes can be read from the start of each segment. A path is bad if it does not
     * begin with {@code /}, or if it has a malformed escape, invalid UTF-8, NUL, or a segment {@code .} or {@code ..},
     * which clients remove (RFC 3986 section 6.2.2.3).
     *
     * @param limit number of segments to separate, at least 1; if the path has more segments, the last of {@code limit
     *     + 1} known segments contains the rest
     * @return {@link #BAD}, {@link #DECODED} or the number of segments
     */
    int split(byte[] source, int from, int to, int limit) {
        Objects.checkFromToIndex(from, to, source.length);
        if (from == to || source[from] != '/') {
            return BAD;
        }
        int length = to - from;
        if (source.length - to < Long.BYTES) {
            return splitCarefully(source, from, to, limit);
        }
        if (length > Long.SIZE) {
            return splitLonger(source, from, to, limit);
        }
        // Three branches instead of a loop, because the CPU predicts them better than the end of a loop.
        if (length > 32) {
            return splitLong(source, from, to, limit);
        }
        return length > 16 ? splitMedium(source, from, to, limit) : splitShort(source, from, to, limit);
    }

    /** Splits more than 64 bytes, word by word. */
    private int splitLonger(byte[] source, int from, int to, int limit) {
        int segments = 0;
        long odd = 0;
        for (int at = from; at < to; at += Long.BYTES) {
            long word = Swar.first(Swar.word(source, at), to - at, FILLER);
            odd |= odd(word);
            for (long left = slashes(word); left != 0; left &= left - 1) {
                int slash = at + Long.numberOfTrailingZeros(left);
                byte next = source[slash + 1];
                odd |= next == '/' || next == '.' ? -1L : 0;
                setBound(segments++, slash, limit);
            }
        }
        if (Swar.highBits(odd) != 0 || source[to - 1] == '/') {
            return splitCarefully(source, from, to, limit);
        }
        setBound(segments, to, limit);
        view(source, to);
        count = Math.min(segments, limit + 1);
        return count;
    }

    /** Splits 33 to 64 bytes: reads four words from the front and four from the back, which may overlap. */
    private int splitLong(byte[] source, int from, int to, int limit) {
        long word0 = Swar.word(source, from);
        long word1 = Swar.word(source, from + 8);
        long word2 = Swar.word(source, from + 16);
        long word3 = Swar.word(source, from + 24);
        long word4 = Swar.word(source, to - 32);
        long word5 = Swar.word(source, to - 24);
        long word6 = Swar.word(source, to - 16);
        long word7 = Swar.word(source, to - 8);
        long front = slashes(word0) | (slashes(word1) << 8) | (slashes(word2) << 16) | (slashes(word3) << 24);
        long back = slashes(word4) | (slashes(word5) << 8) | (slashes(word6) << 16) | (slashes(word7) << 24);
        long odd = odd(word0) | odd(word1) | odd(word2) | odd(word3);
        odd |= odd(word4) | odd(word5) | odd(word6) | odd(word7);
        long dots = dots(word0) | dots(word1) | dots(word2) | dots(word3);
        dots |= dots(word4) | dots(word5) | dots(word6) | dots(word7);
        return split(source, from, to, limit, front | (back << (to - from - 32)), odd, dots);
    }

    /** Splits 17 to 32 bytes. */
    private int splitMedium(byte[] source, int from, int to, int limit) {
        long word0 = Swar.word(source, from);
        long word1 = Swar.word(source, from + 8);
        long word2 = Swar.word(source, to - 16);
        long word3 = Swar.word(source, to - 8);
        long front = slashes(word0) | (slashes(word1) << 8);
        long back = slashes(word2) | (slashes(word3) << 8);
        long odd = odd(word0) | odd(word1) | odd(word2) | odd(word3);
        long dots = dots(word0) | dots(word1) | dots(word2) | dots(word3);
        return split(source, from, to, limit, front | (back << (to - from - 16)), odd, dots);
    }

    /** Splits 1 to 16 bytes. */
    private int splitShort(byte[] source, int from, int to, int limit) {
        int length = to - from;
        int rest = Math.max(length - 8, 0);
        long word0 = Swar.first(Swar.word(source, from), length, FILLER);
        long word1 = Swar.first(Swar.word(source, from + rest), length, FILLER);
        long slashes = slashes(word0) | (slashes(word1) << rest);
        return split(source, from, to, limit, slashes, odd(word0) | odd(word1), dots(word0) | dots(word1));
    }

    /** Splits a path without escapes or empty segments. Passes any other path to {@link #splitCarefully}. */
    private int split(byte[] source, int from, int to, int limit, long slashes, long odd, long dots) {
        boolean empty = (slashes & (slashes << 1)) != 0 || source[to - 1] == '/';
        if (Swar.highBits(odd) != 0 || empty || (dots != 0 && hasLeadingDot(slashes, source, from))) {
            return splitCarefully(source, from, to, limit);
        }
        view(source, to);
        return storeBounds(slashes, from, to, limit);
    }

    private void view(byte[] source, int to) {
        if (bytes != source) {
            // A server's buffer usually stays the same. The check avoids the garbage collector's write barrier.
            bytes = source;
        }
        end = to;
        hasEmpty = false;
    }

    /** Returns a bit for each slash. The byte of a slash is odd, and the byte of a dot is even. */
    private static long slashes(long word) {
        return Swar.gather(dotOrSlash(word) & (word << 7));
    }

    private static long dots(long word) {
        return dotOrSlash(word) & ~(word << 7);
    }

    /** Returns a mask of the dots and slashes. */
    private static long dotOrSlash(long word) {
        // A dot and a slash differ only in their lowest bit. This bit is set in both operands, so all bytes of the
        // result are even.
        return Swar.zerosOfEven((word | Swar.broadcast((char) 1)) ^ Swar.broadcast('/'));
    }

    /**
     * Returns a word with a high bit set if a byte is not ASCII or is below {@code &}. The percent sign, NUL and
     * control characters are below {@code &}.
     */
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

    private int storeBounds(long slashes, int from, int to, int limit) {
        long left = slashes;
        for (int i = 0; i < UNROLLED; i++) {
            bounds[i] = from + Long.numberOfTrailingZeros(left);
            left &= left - 1;
        }
        int segments = Long.bitCount(slashes);
        int known = Math.min(segments, limit + 1);
        count = known;
        if (left != 0) {
            storeMoreBounds(left, from, known);
        }
        if (segments == known) {
            bounds[known] = to;
        }
        return known;
    }

    private void storeMoreBounds(long slashes, int from, int last) {
        ensureBounds(last + 1);
        long left = slashes;
        for (int i = UNROLLED; i <= last && left != 0; i++) {
            bounds[i] = from + Long.numberOfTrailingZeros(left);
            left &= left - 1;
        }
    }

    /** Splits any path, decodes it into a buffer of this object, and checks its segments. */
    private int splitCarefully(byte[] source, int from, int to, int limit) {
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
                return BAD;
            }
            hasEmpty |= next == at;
            at = next;
            start = stop + 1;
        }
        setBound(segments, at, limit);
        // Dispatch reads a word from the start of an empty last segment. That word must not contain bytes of an earlier
        // path.
        Arrays.fill(decoded, at, at + Long.BYTES, (byte) 0);
        bytes = decoded;
        end = at;
        count = Math.min(segments, limit + 1);
        return DECODED;
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
        if (isDots(from, to)) {
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
