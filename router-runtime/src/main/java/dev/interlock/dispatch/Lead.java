package dev.interlock.dispatch;

import dev.interlock.bytes.Swar;

/**
 * Tells by the first bytes of a path which routes it may have, before it is split.
 *
 * <p>Most routes of an application begin with the same few bytes, at least with the slash. What follows up to the next
 * slash, or the first eight bytes of it, is the key of a class of routes. Paths with another prefix, and those with a key
 * that is none of a class, have classes of their own.
 */
final class Lead {
    /** The class of the paths with another prefix. It has all routes. */
    static final int OUTSIDE = 0;
    /** The class of the paths with the prefix and some other key. */
    static final int OTHER_KEY = 1;

    private final int length;
    private final long prefix;
    private final long mask;
    private final long multiplier;
    private final int shift;
    /** Slots: a key and its class. */
    private final long[] slots;

    /**
     * A lead without keys.
     *
     * @param prefix 1 to 8 bytes
     * @param bits 1 to 31: there are {@code 1 << bits} slots
     */
    Lead(byte[] prefix, int bits, long multiplier) {
        this.length = prefix.length;
        this.prefix = key(prefix);
        this.mask = Swar.first(-1L, prefix.length);
        this.multiplier = multiplier;
        this.shift = Long.SIZE - bits;
        this.slots = new long[2 << bits];
    }

    /** The key of a literal. */
    static long key(byte[] text) {
        byte[] padded = new byte[Long.BYTES];
        System.arraycopy(text, 0, padded, 0, Math.min(text.length, Long.BYTES));
        return Swar.word(padded, 0);
    }

    /** Gives a key a class, and says whether its slot was free. */
    boolean put(long key, int number) {
        int slot = slot(key);
        if (slots[slot + 1] != 0) {
            return false;
        }
        slots[slot] = key;
        slots[slot + 1] = number;
        return true;
    }

    /**
     * The class of the path from {@code from} to {@code to}, which is not empty.
     *
     * @throws IndexOutOfBoundsException unless eight bytes can be read from {@code to}
     */
    int classOf(byte[] bytes, int from, int to) {
        int start = from + length;
        if (((Swar.word(bytes, from) ^ prefix) & mask) != 0 || start >= to) {
            return OUTSIDE;
        }
        long word = Swar.first(Swar.word(bytes, start), to - start);
        long key = Swar.beforeFirst(word, Swar.zeros(word ^ Swar.broadcast('/')));
        int slot = slot(key);
        return slots[slot] == key ? (int) slots[slot + 1] : OTHER_KEY;
    }

    private int slot(long key) {
        return (int) ((key * multiplier) >>> shift) << 1;
    }
}
