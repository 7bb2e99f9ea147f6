package dev.interlock.recording.redact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.function.ToIntFunction;

/**
 * Judges names, and remembers its results, because most requests have the same names. Not safe for use by several
 * threads.
 */
final class NameCache {
    /** Limit on the bytes of a name. A longer name is not judged, so that nobody can hide a word in it. */
    private static final int MOST = 256;

    /** Number of remembered names, a power of two. */
    private static final int PLACES = 1024;

    private final ToIntFunction<String> judge;
    private final int ofLong;
    private final byte[][] names = new byte[PLACES][];
    private final int[] results = new int[PLACES];

    /**
     * Creates a cache.
     *
     * @param judge returns the result for a name
     * @param ofLong result for all long names
     */
    NameCache(ToIntFunction<String> judge, int ofLong) {
        this.judge = judge;
        this.ofLong = ofLong;
    }

    /** Returns whether the result is not 0. */
    boolean isMarked(byte[] bytes, int from, int to) {
        return of(bytes, from, to) != 0;
    }

    int of(byte[] bytes, int from, int to) {
        if (to - from > MOST) {
            return ofLong;
        }
        int place = Words.hash(bytes, from, to) & (PLACES - 1);
        byte[] known = names[place];
        if (known == null || !Arrays.equals(known, 0, known.length, bytes, from, to)) {
            results[place] = judge.applyAsInt(new String(bytes, from, to - from, UTF_8));
            names[place] = Arrays.copyOfRange(bytes, from, to);
        }
        return results[place];
    }
}
