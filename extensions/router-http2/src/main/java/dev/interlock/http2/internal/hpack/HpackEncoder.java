package dev.interlock.http2.internal.hpack;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.internal.bytes.Ascii;
import dev.interlock.internal.bytes.Swar;
import java.util.Arrays;

/**
 * Encodes the field blocks of a connection (RFC 7541 section 6) from ranges of bytes. Names may have any case, and are
 * sent in lowercase.
 *
 * <p>A field enters the dynamic table when it is sent the second time. So a date enters at most once a second, and a
 * value that never repeats does not displace others. Set-Cookie is never indexed (section 7.1.3). In steady state,
 * encoding allocates nothing. Used only by the thread of its event loop.
 */
public final class HpackEncoder {
    // First bytes of the representations (RFC 7541 section 6).
    private static final int INDEXED = 0x80;
    private static final int INCREMENTAL = 0x40;
    private static final int SIZE_UPDATE = 0x20;
    private static final int NEVER_INDEXED = 0x10;
    private static final int NOT_INDEXED = 0;
    private static final int HUFFMAN = 0x80;

    /** Longest encoding of an integer in bytes, with its prefix. */
    private static final int INTEGER_BYTES = 6;

    /** Static index of a name that was not looked up yet. */
    private static final int NOT_SEARCHED = -1;

    /** Number of digits of the largest long. */
    private static final int LONGEST_NUMBER = 20;
    /** Length of {@link #additions} and {@link #sent}, a power of two. The hash of a field determines its slot. */
    private static final int SLOTS = 64;

    private final int mostSize;
    private final DynamicTable table = new DynamicTable(HpackDecoder.DEFAULT_TABLE_SIZE);
    /** For each slot, the value of {@link DynamicTable#added} after its last field was added. */
    private final int[] additions = new int[SLOTS];
    /** For each slot, the hash of its field that was last sent as a literal. */
    private final int[] sent = new int[SLOTS];

    private final byte[] digits = new byte[LONGEST_NUMBER];
    /** Smallest table size since the last block, or -1 if the size has not changed. */
    private int smallestSize = -1;

    /** @param mostSize limit on the table size in bytes, 0 to {@link HpackDecoder#MOST_TABLE_SIZE} */
    public HpackEncoder(int mostSize) {
        this.mostSize = mostSize;
        peerTableSize(HpackDecoder.DEFAULT_TABLE_SIZE);
    }

    /** Sets the limit of the client on the table size: its SETTINGS_HEADER_TABLE_SIZE, 0 to 2^32-1. */
    public void peerTableSize(long size) {
        int next = (int) Math.min(size, mostSize);
        if (next != table.maxSize()) {
            table.setMaxSize(next);
            smallestSize = smallestSize < 0 ? next : Math.min(smallestSize, next);
        }
    }

    /** Returns the bytes of heap that the table holds. */
    public int heldBytes() {
        return table.heldBytes() + (additions.length + sent.length) * Integer.BYTES;
    }

    /** Begins a block. The block must be sent, because later blocks depend on it. */
    public void begin(ByteWriter into) {
        if (smallestSize >= 0) {
            // RFC 7541 section 4.2: if the size has shrunk and grown again, the smallest size comes first.
            if (smallestSize < table.maxSize()) {
                integer(into, SIZE_UPDATE, SIZE_UPDATE - 1, smallestSize);
            }
            integer(into, SIZE_UPDATE, SIZE_UPDATE - 1, table.maxSize());
            smallestSize = -1;
        }
    }

    /** Appends the pseudo-header field :status. The status is 100 to 599. */
    public void status(ByteWriter into, int status) {
        int entry = StaticTable.ofStatus(status);
        if (entry > 0) {
            into.append((byte) (INDEXED | entry));
            return;
        }
        digits[0] = (byte) ('0' + status / 100);
        digits[1] = (byte) ('0' + status / 10 % 10);
        digits[2] = (byte) ('0' + status % 10);
        field(into, StaticTable.STATUS, digits, 0, 3);
    }

    /**
     * Appends a field with a number as its value, without indexing it.
     *
     * @param staticName index of the first static entry with the name
     * @param value 0 or more
     */
    public void number(ByteWriter into, int staticName, long value) {
        int from = LONGEST_NUMBER;
        long rest = value;
        do {
            digits[--from] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        integer(into, NOT_INDEXED, NEVER_INDEXED - 1, staticName);
        string(into, digits, from, LONGEST_NUMBER);
    }

    /**
     * Appends a field whose name is in the static table.
     *
     * @param staticName index of the first static entry with the name
     * @param from index of the first byte of the value
     * @param to index after the value
     */
    public void field(ByteWriter into, int staticName, byte[] value, int from, int to) {
        int nameFrom = StaticTable.nameFrom(staticName);
        int nameTo = StaticTable.nameTo(staticName);
        field(into, staticName, StaticTable.BYTES, nameFrom, nameTo, value, from, to);
    }

    /** Appends a field. */
    public void field(ByteWriter into, byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
        field(into, NOT_SEARCHED, bytes, nameFrom, nameTo, bytes, valueFrom, valueTo);
    }

    /** Appends a field that proxies must not index either (RFC 7541 section 6.2.3). */
    public void neverIndexed(ByteWriter into, byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
        int staticName = StaticTable.find(bytes, nameFrom, nameTo);
        literal(into, NEVER_INDEXED, NEVER_INDEXED - 1, staticName, bytes, nameFrom, nameTo);
        string(into, bytes, valueFrom, valueTo);
    }

    /** @param knownName index of the first static entry with the name, or 0, or {@link #NOT_SEARCHED} */
    private void field(
            ByteWriter into,
            int knownName,
            byte[] names,
            int nameFrom,
            int nameTo,
            byte[] values,
            int valueFrom,
            int valueTo) {
        int hash = hash(names, nameFrom, nameTo, 0x2020202020202020L) * 31 + hash(values, valueFrom, valueTo, 0);
        int slot = (hash >>> 16 ^ hash) & (SLOTS - 1);
        int entry = table.added() - additions[slot] + 1;
        if (entry > 0 && isEntry(entry, names, nameFrom, nameTo, values, valueFrom, valueTo)) {
            integer(into, INDEXED, INDEXED - 1, StaticTable.LAST + entry);
            return;
        }
        int staticName = knownName == NOT_SEARCHED ? StaticTable.find(names, nameFrom, nameTo) : knownName;
        boolean secret = staticName == StaticTable.SET_COOKIE;
        boolean repeated = sent[slot] == hash;
        sent[slot] = hash;
        int size = nameTo - nameFrom + valueTo - valueFrom + DynamicTable.ENTRY_OVERHEAD;
        if (repeated && !secret && size <= table.maxSize() / 2) {
            literal(into, INCREMENTAL, INCREMENTAL - 1, staticName, names, nameFrom, nameTo);
            add(staticName, names, nameFrom, nameTo, values, valueFrom, valueTo);
            additions[slot] = table.added();
        } else {
            int kind = secret ? NEVER_INDEXED : NOT_INDEXED;
            literal(into, kind, NEVER_INDEXED - 1, staticName, names, nameFrom, nameTo);
        }
        string(into, values, valueFrom, valueTo);
    }

    private boolean isEntry(
            int entry, byte[] names, int nameFrom, int nameTo, byte[] values, int valueFrom, int valueTo) {
        if (entry > table.count()) {
            return false;
        }
        byte[] held = table.bytes();
        int from = table.nameFrom(entry);
        int nameEnd = table.nameTo(entry);
        return Arrays.equals(values, valueFrom, valueTo, held, nameEnd, table.valueTo(entry))
                && nameTo - nameFrom == nameEnd - from
                && (Arrays.equals(names, nameFrom, nameTo, held, from, nameEnd)
                        || isLowerCase(names, nameFrom, nameTo, held, from));
    }

    private static boolean isLowerCase(byte[] names, int nameFrom, int nameTo, byte[] lower, int from) {
        for (int i = 0; i < nameTo - nameFrom; i++) {
            if (Ascii.toLowerCase(names[nameFrom + i]) != lower[from + i]) {
                return false;
            }
        }
        return true;
    }

    private void add(
            int staticName, byte[] names, int nameFrom, int nameTo, byte[] values, int valueFrom, int valueTo) {
        int nameLength = nameTo - nameFrom;
        int valueLength = valueTo - valueFrom;
        if (table.reserve(nameLength + valueLength)) {
            int at = table.end();
            byte[] held = table.bytes();
            for (int i = 0; i < nameLength; i++) {
                held[at + i] = Ascii.toLowerCase(names[nameFrom + i]);
            }
            System.arraycopy(values, valueFrom, held, at + nameLength, valueLength);
            table.register(nameLength, nameLength + valueLength, staticName);
        }
    }

    /**
     * Hashes a range, eight bytes at a time.
     *
     * @param bits combined with each word by OR. With 0x20 in each byte, the hash does not depend on the case of
     *     letters
     */
    private static int hash(byte[] bytes, int from, int to, long bits) {
        long hash = (long) to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mix(hash, Swar.word(bytes, at) | bits);
        }
        if (at < to) {
            long last = 0;
            if (at + Long.BYTES <= bytes.length) {
                last = Swar.first(Swar.word(bytes, at) | bits, to - at);
            } else {
                for (int i = to - 1; i >= at; i--) {
                    last = last << Byte.SIZE | ((bytes[i] | bits) & 0xff);
                }
            }
            hash = mix(hash, last);
        }
        return (int) (hash >>> 32 ^ hash);
    }

    private static long mix(long hash, long word) {
        long mixed = (hash ^ word) * 0x9e3779b97f4a7c15L;
        return mixed ^ mixed >>> 29;
    }

    /** Appends the start of a literal field: its first byte, and its name or the index of its name. */
    private static void literal(
            ByteWriter into, int kind, int mask, int staticName, byte[] names, int nameFrom, int nameTo) {
        integer(into, kind, mask, staticName);
        if (staticName == 0) {
            name(into, names, nameFrom, nameTo);
        }
    }

    private static void name(ByteWriter into, byte[] bytes, int from, int to) {
        int coded = Huffman.encodedLengthOfLowerCase(bytes, from, to);
        if (coded < to - from) {
            coded(into, bytes, from, to, coded, true);
            return;
        }
        integer(into, 0, HUFFMAN - 1, to - from);
        int at = into.extend(to - from);
        byte[] target = into.array();
        for (int i = from; i < to; i++) {
            target[at + i - from] = Ascii.toLowerCase(bytes[i]);
        }
    }

    /** Appends a string, Huffman-encoded if that is shorter (RFC 7541 section 5.2). */
    private static void string(ByteWriter into, byte[] bytes, int from, int to) {
        int coded = Huffman.encodedLength(bytes, from, to);
        if (coded < to - from) {
            coded(into, bytes, from, to, coded, false);
        } else {
            integer(into, 0, HUFFMAN - 1, to - from);
            into.append(bytes, from, to);
        }
    }

    private static void coded(ByteWriter into, byte[] bytes, int from, int to, int length, boolean lower) {
        integer(into, HUFFMAN, HUFFMAN - 1, length);
        int at = into.extend(length);
        Huffman.encode(bytes, from, to, lower, into.array(), at);
    }

    /** Appends an integer (RFC 7541 section 5.1). */
    private static void integer(ByteWriter into, int kind, int mask, int value) {
        into.ensure(INTEGER_BYTES);
        if (value < mask) {
            into.append((byte) (kind | value));
            return;
        }
        into.append((byte) (kind | mask));
        int rest = value - mask;
        for (; rest > 0x7f; rest >>>= 7) {
            into.append((byte) (rest | 0x80));
        }
        into.append((byte) rest);
    }
}
