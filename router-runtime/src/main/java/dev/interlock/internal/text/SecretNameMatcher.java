package dev.interlock.internal.text;

import dev.interlock.internal.bytes.Swar;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/**
 * Recognizes secrets by their names in received bytes, without allocation. For ASCII names, the rules are the same as
 * in {@link SecretNames}. Names are compared by hashes of 64 bits. A collision only has the effect that a value is
 * hidden although it is no secret. Remembers short names, because most requests have the same ones. Not safe for use by
 * several threads.
 */
public final class SecretNameMatcher {
    /** Limit on the bytes of a name. A longer name counts as secret, so that a client cannot hide the word. */
    private static final int MAX_NAME = 64;

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    /** Odd number whose bits are spread evenly. */
    private static final long PLACE_FACTOR = 0x9e3779b97f4a7c15L;

    private static final int CASE = 'a' - 'A';

    private static final HashSet64 WORDS = HashSet64.of(SecretNames.WORDS);
    private static final HashSet64 PAIRS = HashSet64.of(SecretNames.PAIRS);

    /** Limit on the bytes of a name that is remembered. */
    private static final int MOST_REMEMBERED = 2 * Long.BYTES;

    /** Number of remembered names, a power of two. The hash of a name selects its place. The last name stays there. */
    private static final int PLACES = 64;

    /**
     * Remembered names. Each place has three words: the first and the last eight bytes of the name, padded with zeros,
     * and its length times two, plus one for a secret.
     */
    private final long[] remembered = new long[3 * PLACES];

    private final HashSet64 others;
    private final byte[] name = new byte[MAX_NAME];
    private int length;

    /** @param others names of further secrets; case does not matter */
    public SecretNameMatcher(Collection<String> others) {
        this.others = HashSet64.of(others);
    }

    /**
     * Returns whether the name of a query parameter or cookie marks a secret. Malformed percent-escapes are not
     * decoded.
     */
    public boolean isSecret(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length <= 0 || length > MOST_REMEMBERED || from > bytes.length - MOST_REMEMBERED) {
            return judge(bytes, from, to);
        }
        long first = Swar.first(Swar.word(bytes, from), length);
        long second = length <= Long.BYTES ? 0 : Swar.first(Swar.word(bytes, from + Long.BYTES), length - Long.BYTES);
        int place = 3 * place(first, second);
        long known = remembered[place + 2];
        // The length and the two words identify a name.
        if (known >> 1 != length || remembered[place] != first || remembered[place + 1] != second) {
            known = (long) length << 1 | (judge(bytes, from, to) ? 1 : 0);
            remembered[place] = first;
            remembered[place + 1] = second;
            remembered[place + 2] = known;
        }
        return (known & 1) != 0;
    }

    private static int place(long first, long second) {
        long mixed = (first ^ Long.rotateLeft(second, 29)) * PLACE_FACTOR;
        return (int) (mixed >>> 32) & (PLACES - 1);
    }

    private boolean judge(byte[] bytes, int from, int to) {
        return !decode(bytes, from, to) || others.contains(lowerCaseHash(OFFSET, 0, length)) || hasSecretWord();
    }

    /** Decodes the name. Returns false if it is too long. */
    private boolean decode(byte[] bytes, int from, int to) {
        length = 0;
        for (int at = from; at < to; at++) {
            if (length == MAX_NAME) {
                return false;
            }
            byte value = bytes[at];
            if (value == '%' && at + 2 < to && hex(bytes[at + 1]) >= 0 && hex(bytes[at + 2]) >= 0) {
                value = (byte) (hex(bytes[at + 1]) << 4 | hex(bytes[at + 2]));
                at += 2;
            }
            name[length++] = value;
        }
        return true;
    }

    private static int hex(byte digit) {
        return Character.digit(digit, 16);
    }

    private boolean hasSecretWord() {
        long before = OFFSET;
        int from = 0;
        while (from < length) {
            int end = wordEnd(from);
            if (end == from) {
                from++;
                continue;
            }
            int plainEnd = plainEnd(from, end);
            if (WORDS.contains(lowerCaseHash(OFFSET, from, plainEnd))
                    || PAIRS.contains(lowerCaseHash(OFFSET, from, plainEnd))
                    || PAIRS.contains(lowerCaseHash(before, from, plainEnd))) {
                return true;
            }
            before = lowerCaseHash(OFFSET, from, end);
            from = end;
        }
        return false;
    }

    private int wordEnd(int from) {
        int i = from;
        while (i < length && isLetterOrDigit(name[i]) && (i == from || !begins(i))) {
            i++;
        }
        return i;
    }

    private boolean begins(int at) {
        return isCapital(name[at]) && (!isCapital(name[at - 1]) || (at + 1 < length && isSmall(name[at + 1])));
    }

    /** Returns the end of the word, without digits at the end and without a plural s before them. */
    private int plainEnd(int from, int to) {
        int end = to;
        while (end > from && isDigit(name[end - 1])) {
            end--;
        }
        return end > from + 1 && (name[end - 1] | CASE) == 's' ? end - 1 : end;
    }

    private long lowerCaseHash(long seed, int from, int to) {
        long hash = seed;
        for (int i = from; i < to; i++) {
            hash = step(hash, isCapital(name[i]) ? name[i] + CASE : name[i]);
        }
        return hash;
    }

    /** Adds a byte to a hash (FNV-1a). */
    private static long step(long hash, int value) {
        return (hash ^ (value & 0xff)) * PRIME;
    }

    private static boolean isLetterOrDigit(byte value) {
        // A non-ASCII byte counts as a part of a letter.
        return value < 0 || isDigit(value) || isSmall(value) || isCapital(value);
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    private static boolean isSmall(byte value) {
        return value >= 'a' && value <= 'z';
    }

    private static boolean isCapital(byte value) {
        return value >= 'A' && value <= 'Z';
    }

    /** Immutable set of hashes. 0 marks a free place, because no name in the lists has the hash 0. */
    private static final class HashSet64 {
        private final long[] places;

        private HashSet64(int names) {
            places = new long[Integer.highestOneBit(4 * names + 4)];
        }

        static HashSet64 of(Collection<String> names) {
            Set<String> distinct = Set.copyOf(names);
            HashSet64 set = new HashSet64(distinct.size());
            for (String name : distinct) {
                long hash = OFFSET;
                for (byte value : name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)) {
                    hash = step(hash, value);
                }
                set.add(hash);
            }
            return set;
        }

        private void add(long hash) {
            int at = place(hash);
            while (places[at] != 0) {
                at = (at + 1) & (places.length - 1);
            }
            places[at] = hash;
        }

        boolean contains(long hash) {
            for (int at = place(hash); places[at] != 0; at = (at + 1) & (places.length - 1)) {
                if (places[at] == hash) {
                    return true;
                }
            }
            return false;
        }

        private int place(long hash) {
            return (int) (hash ^ (hash >>> 32)) & (places.length - 1);
        }
    }
}
