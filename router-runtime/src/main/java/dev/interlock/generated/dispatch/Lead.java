package dev.interlock.generated.dispatch;

import dev.interlock.internal.bytes.Swar;
import java.util.Arrays;

/**
 * Selects the possible routes of a path by its first bytes, before the path is split.
 *
 * <p>Most routes of an application begin with the same few bytes: the prefix, which is at least the slash. The key of a
 * path is the text between the prefix and the next slash, or only the first eight or 16 bytes of that text. Routes with
 * the same key form a class. Paths with another prefix form a separate class, and so do paths with an unknown key.
 */
final class Lead {
    /** Class of the paths without the prefix. These paths may match any route. */
    static final int OUTSIDE = 0;
    /** Class of the paths with the prefix and an unknown key. */
    static final int OTHER_KEY = 1;

    /**
     * Number of bytes of the longest key. A shorter key is padded with zeros. The array must have that many bytes after
     * the path. In a server, it has at least 21: even the shortest request head has 13 bytes after the path, and the
     * read buffer has eight more.
     */
    static final int KEY = 2 * Long.BYTES;
    /** Number of longs in a slot: two words for a key, and one for its class. */
    static final int SLOT = 3;

    private final int length;
    /**
     * Whether keys have two words. The second word takes 4 ns. In an application with long first segments, it saves a
     * step of the lookup.
     */
    private final boolean twoWords;

    private final long prefix;
    private final long mask;
    private final long multiplier;
    private final int shift;
    /** Slots, by the hash of their keys. A free slot has class 0. */
    final long[] slots;

    /**
     * Creates a lead without keys, so that all paths with the prefix have {@link #OTHER_KEY}.
     *
     * @param prefix prefix of 1 to 8 bytes
     * @param twoWords whether keys have up to 16 bytes instead of eight
     * @param bits base-2 logarithm of the number of slots, 0 to 28
     * @param seed seed of the {@linkplain DispatchTable#multiplier multiplier}; 0 for one slot
     */
    Lead(byte[] prefix, boolean twoWords, int bits, int seed) {
        this.length = prefix.length;
        this.twoWords = twoWords;
        this.prefix = Swar.word(Arrays.copyOf(prefix, Long.BYTES), 0);
        this.mask = Swar.first(-1L, prefix.length);
        this.multiplier = DispatchTable.multiplier(seed);
        this.shift = Long.SIZE - bits;
        this.slots = new long[SLOT << bits];
    }

    /** Assigns a class to a key. Returns false, and changes nothing, if the key is too long or its slot is taken. */
    boolean put(byte[] key, int number) {
        byte[] padded = Arrays.copyOf(key, KEY);
        long first = Swar.word(padded, 0);
        long second = Swar.word(padded, Long.BYTES);
        int slot = slot(first, second);
        if (key.length > (twoWords ? KEY : Long.BYTES) || slots[slot + 2] != 0) {
            return false;
        }
        slots[slot] = first;
        slots[slot + 1] = second;
        slots[slot + 2] = number;
        return true;
    }

    /**
     * Returns the class of the path from {@code from} to {@code to}, which must not be empty.
     *
     * @throws IndexOutOfBoundsException unless 16 bytes can be read from {@code to}
     */
    int classOf(byte[] bytes, int from, int to) {
        int start = from + length;
        if (((Swar.word(bytes, from) ^ prefix) & mask) != 0 || start >= to) {
            return OUTSIDE;
        }
        long word = Swar.first(Swar.word(bytes, start), to - start);
        long slashes = slashes(word);
        long first = Swar.beforeFirst(word, slashes);
        long second = twoWords ? secondWord(bytes, start + Long.BYTES, to, slashes) : 0;
        int slot = slot(first, second);
        boolean known = ((slots[slot] ^ first) | (slots[slot + 1] ^ second)) == 0;
        return known ? (int) slots[slot + 2] : OTHER_KEY;
    }

    /** Returns the word from {@code start} up to the next slash or {@code to}; 0 if the first word has slashes. */
    private static long secondWord(byte[] bytes, int start, int to, long slashesBefore) {
        long word = Swar.first(Swar.word(bytes, start), Math.max(to - start, 0));
        // All bits are set if the first word has no slashes, and none otherwise. The CPU could not predict a branch,
        // because the slashes depend on the request.
        long goesOn = ~((slashesBefore | -slashesBefore) >> (Long.SIZE - 1));
        return Swar.beforeFirst(word, slashes(word)) & goesOn;
    }

    private static long slashes(long word) {
        return Swar.zeros(word ^ Swar.broadcast('/'));
    }

    private int slot(long first, long second) {
        return SLOT * (int) ((DispatchTable.hash(first, second) * multiplier) >>> shift);
    }
}
