package dev.interlock.http2.internal.hpack;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http2.internal.error.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the field blocks of a connection (RFC 7541 section 3). A block may arrive in several fragments.
 *
 * <p>After a section has exceeded its limit, the decoder drops its further fields. It still reads the block to the end,
 * because later blocks depend on the dynamic table. To drop an indexed field takes the same time for any length. In
 * steady state, decoding allocates nothing. Used only by the thread of its event loop.
 */
public final class HpackDecoder {
    /** Result of {@link #decode} for a malformed block; see {@link #violation()}. */
    public static final int FAILED = -1;

    /** Size of the table before settings change it (RFC 9113 section 6.5.2). */
    public static final int DEFAULT_TABLE_SIZE = 4096;

    /** Largest size of the table in bytes. */
    public static final int MOST_TABLE_SIZE = 1 << 20;

    /** Limit on the names from the table in an oversized section: two bytes of a block can copy thousands, twice. */
    private static final int MOST_NAME_BYTES = 64 * 1024;

    // First bytes of the representations (RFC 7541 section 6).
    private static final int INDEXED = 0x80;
    private static final int INCREMENTAL = 0x40;
    private static final int SIZE_UPDATE = 0x20;
    private static final int NEVER_INDEXED = 0x10;

    private final PrimitiveReader reader = new PrimitiveReader();
    private final DynamicTable table = new DynamicTable(DEFAULT_TABLE_SIZE);
    /** Largest table size that a block may set, in bytes. */
    private int mostSize = DEFAULT_TABLE_SIZE;
    /**
     * Limit on the table size that the next block must set, because the settings have lowered the limit; or -1 if the
     * block need not set a size.
     */
    private int requiredSize = -1;

    private ByteWriter into = new ByteWriter(0);
    private @Nullable FieldSink sink;
    /** Size that the section may still grow by. */
    private long room;
    /** Whether the section exceeds its limit. */
    private boolean over;
    /** Bytes of names from the table since the section exceeded its limit. */
    private int nameBytes;

    /** Whether the block has had no field yet, so that it may set the table size. */
    private boolean atStart;

    private @Nullable Violation violation;

    // Name of the current literal field, in its fragment. Its value is the last string of the reader.
    private int nameFrom;
    private int nameTo;
    private boolean nameCoded;

    /**
     * Notes that the client has acknowledged SETTINGS_HEADER_TABLE_SIZE.
     *
     * @param size 0 to {@link #MOST_TABLE_SIZE}
     */
    public void acknowledged(int size) {
        mostSize = size;
        if (size < table.maxSize()) {
            requiredSize = requiredSize < 0 ? size : Math.min(requiredSize, size);
        }
    }

    /** Returns the bytes of heap that the table holds. */
    public int heldBytes() {
        return table.heldBytes();
    }

    /**
     * Begins a block.
     *
     * @param into buffer to which the bytes of the section are appended; nothing else may use it until the block ends
     * @param sink receives the fields
     * @param limit limit on the size of the section, as RFC 9113 section 6.5.2 defines it
     */
    public void begin(ByteWriter into, FieldSink sink, int limit) {
        this.into = into;
        this.sink = sink;
        room = limit;
        over = false;
        nameBytes = 0;
        atStart = true;
        violation = null;
        // The array must not move until the block ends. It has room for the fields that are kept, and for one more
        // field from the table.
        into.ensure(room(limit));
    }

    /** Returns the number of bytes for which {@link #begin} makes room in the buffer of the section. */
    public int room(int limit) {
        return limit + mostSize + PrimitiveReader.SLACK;
    }

    /** Returns whether the section exceeds its limit. Its last fields were then dropped. */
    public boolean isOverLimit() {
        return over;
    }

    /** Returns the violation after {@link #FAILED}. */
    public @Nullable Violation violation() {
        return violation;
    }

    /**
     * Decodes a fragment.
     *
     * @return index after the decoded fields, or {@link #FAILED}. If bytes of an incomplete field are left, the caller
     *     passes them again, together with further bytes
     */
    public int decode(byte[] bytes, int from, int to) {
        reader.moveTo(from);
        int next = from;
        while (next < to) {
            int result = representation(bytes, next, to);
            if (result < 0) {
                return result == PrimitiveReader.CUT ? next : FAILED;
            }
            next = result;
        }
        return next;
    }

    /**
     * Ends the block, and drops the reference to its receiver.
     *
     * @param complete whether all bytes of the block were decoded
     * @return violation, or null
     */
    public @Nullable Violation end(boolean complete) {
        sink = null;
        if (!complete) {
            violation = Violation.HPACK_CUT;
        } else if (atStart && requiredSize >= 0) {
            violation = Violation.HPACK_MISSING_SIZE;
        }
        return violation;
    }

    private int fail(Violation reason) {
        violation = reason;
        return FAILED;
    }

    /** Reads the representation at an index. Returns the index after it, or a negative number. */
    private int representation(byte[] bytes, int from, int to) {
        int first = bytes[from];
        if (first >= 0 && (first & (INCREMENTAL | SIZE_UPDATE)) == SIZE_UPDATE) {
            return sizeUpdate(bytes, to);
        }
        if (atStart) {
            if (requiredSize >= 0) {
                return fail(Violation.HPACK_MISSING_SIZE);
            }
            atStart = false;
        }
        if (first < 0) {
            return indexed(bytes, to);
        }
        return (first & INCREMENTAL) != 0
                ? literal(bytes, to, INCREMENTAL - 1, true, false)
                : literal(bytes, to, NEVER_INDEXED - 1, false, (first & NEVER_INDEXED) != 0);
    }

    /** Returns the result of a representation with a primitive that is incomplete or too large. */
    private int stop(int result) {
        return result == PrimitiveReader.CUT ? PrimitiveReader.CUT : fail(Violation.HPACK_INTEGER);
    }

    private int sizeUpdate(byte[] bytes, int to) {
        if (!atStart) {
            return fail(Violation.HPACK_LATE_SIZE);
        }
        int newSize = reader.integer(bytes, to, SIZE_UPDATE - 1);
        if (newSize < 0) {
            return stop(newSize);
        }
        if (newSize > mostSize) {
            return fail(Violation.HPACK_LARGE_SIZE);
        }
        if (newSize <= requiredSize) {
            requiredSize = -1;
        }
        table.setMaxSize(newSize);
        return reader.at();
    }

    private int indexed(byte[] bytes, int to) {
        int index = reader.integer(bytes, to, INDEXED - 1);
        if (index < 0) {
            return stop(index);
        }
        if (index <= StaticTable.LAST) {
            return index == 0 ? fail(Violation.HPACK_INDEX) : staticField(index);
        }
        int entry = index - StaticTable.LAST;
        if (entry > table.count()) {
            return fail(Violation.HPACK_INDEX);
        }
        boolean checked = table.isChecked(entry);
        int from = table.nameFrom(entry);
        int name = table.staticName(entry);
        if (keep(table.bytes(), from, table.nameTo(entry), table.valueTo(entry), name, checked) && !checked) {
            table.setChecked(entry);
        }
        return reader.at();
    }

    private int staticField(int index) {
        int from = StaticTable.nameFrom(index);
        int name = StaticTable.firstWithName(index);
        keep(StaticTable.BYTES, from, StaticTable.nameTo(index), StaticTable.valueTo(index), name, false);
        return reader.at();
    }

    /** Copies an indexed field into the section. Returns the result of {@link FieldSink#field}, or false if dropped. */
    private boolean keep(byte[] source, int from, int nameEnd, int end, int staticName, boolean checked) {
        int length = end - from;
        if (!spend(length)) {
            return false;
        }
        int start = into.length();
        System.arraycopy(source, from, into.array(), start, length);
        into.advance(start + length);
        return emit(start, start + nameEnd - from, start + length, staticName, false, checked);
    }

    /** Counts a field. Returns whether the section is still within its limit. */
    private boolean spend(int length) {
        room -= length + DynamicTable.ENTRY_OVERHEAD;
        over |= room < 0;
        return !over;
    }

    private boolean emit(int from, int nameEnd, int end, int staticName, boolean never, boolean checked) {
        FieldSink receiver = sink;
        return receiver != null && receiver.field(into.array(), from, nameEnd, end, staticName, never, checked);
    }

    private int literal(byte[] bytes, int to, int mask, boolean indexing, boolean never) {
        int index = reader.integer(bytes, to, mask);
        int next = index < 0 ? index : strings(bytes, to, index == 0);
        if (next < 0) {
            return stop(next);
        }
        if (index > StaticTable.LAST + table.count()) {
            return fail(Violation.HPACK_INDEX);
        }
        if (over && index > StaticTable.LAST && !spendName(index - StaticTable.LAST)) {
            return fail(Violation.LARGE_BLOCK);
        }
        int start = into.length();
        int nameEnd = index == 0 ? text(bytes, nameFrom, nameTo, nameCoded, start) : copyName(index, start);
        if (nameEnd == Huffman.INVALID) {
            return fail(Violation.HPACK_HUFFMAN);
        }
        // If the name does not fit, neither does the value. text() then only checks the value.
        int valueStart = nameEnd == PrimitiveReader.TOO_LONG ? into.array().length : nameEnd;
        int end = text(bytes, reader.stringFrom(), reader.stringTo(), reader.isCoded(), valueStart);
        if (end == Huffman.INVALID) {
            return fail(Violation.HPACK_HUFFMAN);
        }
        if (end == PrimitiveReader.TOO_LONG) {
            drop(indexing);
        } else {
            complete(start, nameEnd, end, staticName(index, start, nameEnd), indexing, never);
        }
        return next;
    }

    /** Counts a name from the table that no one will receive. Returns whether the limit allows it. */
    private boolean spendName(int entry) {
        nameBytes += table.nameTo(entry) - table.nameFrom(entry);
        return nameBytes <= MOST_NAME_BYTES;
    }

    /** Drops a field that is larger than the rest of the limit, and larger than the table. */
    private void drop(boolean indexing) {
        over = true;
        if (indexing) {
            table.clear();
        }
    }

    private int staticName(int index, int start, int nameEnd) {
        if (index == 0) {
            return StaticTable.findExact(into.array(), start, nameEnd);
        }
        return index <= StaticTable.LAST
                ? StaticTable.firstWithName(index)
                : table.staticName(index - StaticTable.LAST);
    }

    private void complete(int start, int nameEnd, int end, int name, boolean indexing, boolean never) {
        boolean added = indexing && table.add(into.array(), start, nameEnd, end, name);
        if (spend(end - start)) {
            into.advance(end);
            if (emit(start, nameEnd, end, name, never, false) && added) {
                table.setChecked(1);
            }
        }
    }

    /** Finds the strings of a literal field. Returns the index after them, or a negative number. */
    private int strings(byte[] bytes, int to, boolean withName) {
        if (withName) {
            int end = reader.string(bytes, to);
            if (end < 0) {
                return end;
            }
            nameFrom = reader.stringFrom();
            nameTo = end;
            nameCoded = reader.isCoded();
        }
        return reader.string(bytes, to);
    }

    /** Writes a string to the section at an index. Returns the result of {@link PrimitiveReader#decode}. */
    private int text(byte[] bytes, int from, int end, boolean coded, int index) {
        return PrimitiveReader.decode(bytes, from, end, coded, into.array(), index);
    }

    private int copyName(int index, int start) {
        byte[] source = StaticTable.BYTES;
        int from;
        int end;
        if (index <= StaticTable.LAST) {
            from = StaticTable.nameFrom(index);
            end = StaticTable.nameTo(index);
        } else {
            source = table.bytes();
            from = table.nameFrom(index - StaticTable.LAST);
            end = table.nameTo(index - StaticTable.LAST);
        }
        System.arraycopy(source, from, into.array(), start, end - from);
        return start + end - from;
    }
}
