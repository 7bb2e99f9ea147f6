package dev.interlock.recording.redact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.function.ToIntFunction;

/**
 * Cache of a function of names. Most requests have the same names, so most lookups compute nothing. Not safe for use by
 * several threads.
 */
final class NameCache {
    /**
     * Maximum length of a name in bytes. Longer names get the result {@code ofLong}, so nobody can hide a word in one.
     */
    private static final int MAX_LENGTH = 256;

    /** Number of cached names, a power of two. */
    private static final int PLACES = 1024;

    private final ToIntFunction<String> judge;
    private final int ofLong;
    private final byte[][] names = new byte[PLACES][];
    private final int[] results = new int[PLACES];

    /**
     * Creates a cache.
     *
     * @param judge computes the result for a name
     * @param ofLong result for longer names
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
        if (to - from > MAX_LENGTH) {
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
