package dev.interlock.http2.internal.hpack;

/**
 * Dynamic table of RFC 7541 section 2.3.2. One array holds the bytes of all entries in the order of their insertion. A
 * value follows its name. The table grows with its content, so that an idle connection with few fields holds little
 * memory. In steady state, adding allocates nothing.
 */
final class DynamicTable {
    /** Bytes that count for an entry in addition to its name and value (RFC 7541 section 4.1). */
    static final int ENTRY_OVERHEAD = 32;

    /** Upper bound of the maximum size in bytes, so that the length of a name fits into 24 bits. */
    static final int MOST_BYTES = (1 << 24) - 1;

    private static final int STATIC_SHIFT = 24;
    private static final int STATIC_MASK = 0x3f;
    private static final int CHECKED = 1 << 31;
    private static final int FIRST_BYTES = 256;
    private static final int FIRST_ENTRIES = 8;
    private static final byte[] NO_BYTES = {};
    private static final int[] NO_ENTRIES = {};

    private byte[] bytes = NO_BYTES;
    /** Index of the first byte of the oldest entry. */
    private int from;
    /** Index after the last byte of the newest entry. */
    private int to;

    /**
     * Ring with two ints for each entry. The first is the index of its first byte. The second has the length of the
     * name in bits 0 to 23, the index of the static entry with this name, or 0, in bits 24 to 29, and in bit 31 whether
     * the field was checked.
     */
    private int[] entries = NO_ENTRIES;
    /** Number of entries that were ever added. It may wrap around. */
    private int added;

    private int count;
    private int size;
    private int maxSize;

    /** @param maxSize 0 to {@link #MOST_BYTES} */
    DynamicTable(int maxSize) {
        this.maxSize = maxSize;
    }

    /** Returns the number of entries. */
    int count() {
        return count;
    }

    /** Returns the size of all entries, as RFC 7541 section 4.1 counts it. */
    int size() {
        return size;
    }

    int maxSize() {
        return maxSize;
    }

    /** Returns the bytes of heap that the table holds. */
    int heldBytes() {
        return bytes.length + entries.length * Integer.BYTES;
    }

    /** Returns the array of all entries. Valid until an entry is added. */
    byte[] bytes() {
        return bytes;
    }

    /** Returns the number of entries that were ever added. While it is the same, the newest entry is the same. */
    int added() {
        return added;
    }

    /** Returns the index of the first byte of an entry. Entry 1 is the newest. */
    int nameFrom(int entry) {
        return entries[slot(entry)];
    }

    /** Returns the index after the name of an entry, where its value begins. */
    int nameTo(int entry) {
        int slot = slot(entry);
        return entries[slot] + (entries[slot + 1] & MOST_BYTES);
    }

    /** Returns the index of the static entry that has the name of an entry, or 0. */
    int staticName(int entry) {
        return entries[slot(entry) + 1] >>> STATIC_SHIFT & STATIC_MASK;
    }

    /** Returns whether {@link #setChecked} was called for an entry. */
    boolean isChecked(int entry) {
        return entries[slot(entry) + 1] < 0;
    }

    /** Notes that the field of an entry needs no further check. */
    void setChecked(int entry) {
        entries[slot(entry) + 1] |= CHECKED;
    }

    int valueTo(int entry) {
        return entry == 1 ? to : entries[slot(entry - 1)];
    }

    private int slot(int entry) {
        return (added - entry) * 2 & (entries.length - 1);
    }

    /** Sets the maximum size, and removes the oldest entries until the others fit. */
    void setMaxSize(int newSize) {
        maxSize = newSize;
        evict(newSize);
        if (newSize == 0) {
            bytes = NO_BYTES;
            entries = NO_ENTRIES;
            from = 0;
            to = 0;
        }
    }

    /** Removes all entries. */
    void clear() {
        evict(0);
    }

    private void evict(int most) {
        while (size > most) {
            int end = valueTo(count);
            size -= end - from + ENTRY_OVERHEAD;
            from = end;
            count--;
        }
        if (count == 0) {
            from = 0;
            to = 0;
        }
    }

    /**
     * Adds an entry, and removes the oldest entries until it fits. If the entry is larger than the table, removes all
     * entries and adds nothing (RFC 7541 section 4.4).
     *
     * @param source array with the name, and the value directly after it; must not be the array of the table
     * @param staticName index of the static entry that has the name, or 0
     * @return whether the entry was added
     */
    boolean add(byte[] source, int nameFrom, int nameTo, int valueTo, int staticName) {
        int length = valueTo - nameFrom;
        if (!reserve(length)) {
            return false;
        }
        System.arraycopy(source, nameFrom, bytes, to, length);
        register(nameTo - nameFrom, length, staticName);
        return true;
    }

    /**
     * Makes room for an entry at {@link #end()}. The caller then writes it there, and calls {@link #register}.
     *
     * @return false if the entry is larger than the table, which is then empty
     */
    boolean reserve(int length) {
        if (length > maxSize - ENTRY_OVERHEAD) {
            clear();
            return false;
        }
        evict(maxSize - ENTRY_OVERHEAD - length);
        if (bytes.length - to < length) {
            makeRoom(length);
        }
        if (2 * count == entries.length) {
            growEntries();
        }
        return true;
    }

    /** Returns the index at which the next entry begins. */
    int end() {
        return to;
    }

    /** Adds the entry that the caller has written at {@link #end()}. */
    void register(int nameLength, int length, int staticName) {
        int slot = added * 2 & (entries.length - 1);
        entries[slot] = to;
        entries[slot + 1] = staticName << STATIC_SHIFT | nameLength;
        to += length;
        added++;
        count++;
        size += length + ENTRY_OVERHEAD;
    }

    /**
     * Moves the entries to the start of the array, or of a larger array. The array has room for twice the entries.
     * Therefore each byte moves at most once on average.
     */
    private void makeRoom(int length) {
        int live = to - from;
        byte[] target = bytes;
        if (2 * (live + length) > bytes.length) {
            int wanted = Math.max(FIRST_BYTES, Integer.highestOneBit(2 * (live + length)) << 1);
            target = new byte[Math.min(wanted, 2 * maxSize)];
        }
        System.arraycopy(bytes, from, target, 0, live);
        bytes = target;
        for (int entry = count; entry >= 1; entry--) {
            entries[slot(entry)] -= from;
        }
        from = 0;
        to = live;
    }

    private void growEntries() {
        int[] grown = new int[Math.max(2 * FIRST_ENTRIES, 2 * entries.length)];
        for (int entry = count; entry >= 1; entry--) {
            int target = (added - entry) * 2 & (grown.length - 1);
            grown[target] = entries[slot(entry)];
            grown[target + 1] = entries[slot(entry) + 1];
        }
        entries = grown;
    }
}
