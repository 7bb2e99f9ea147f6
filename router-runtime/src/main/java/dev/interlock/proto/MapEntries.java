package dev.interlock.proto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.Ascii;
import dev.interlock.bytes.SipHash;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map field. Its entries are decoded like those of a repeated field. The first access makes a table for lookups, and
 * drops all entries but the last of each key.
 *
 * @param <E> view that the decoder of an entry implements
 */
public final class MapEntries<E> extends RecordElements<E> implements Entries<E> {
    /** Types of the keys of a map. */
    public enum Keys {
        TEXT("strings"),
        INTEGER("integers"),
        BOOLEAN("bool");

        private final String plural;

        Keys(String plural) {
            this.plural = plural;
        }
    }

    private static final SecureRandom RANDOM = new SecureRandom();
    /** Shared by the whole process, as one object may make a table and another one may use it. */
    private static final long KEY0 = RANDOM.nextLong();

    private static final long KEY1 = RANDOM.nextLong();

    private final Keys keys;
    private final int keySlot;
    private final SipHash hash = new SipHash(KEY0, KEY1);
    /** Bytes of the key of the current lookup. */
    private byte[] wanted = new byte[32];

    private int wantedLength;
    /** Message of the entries, see {@link Tape#generation}. */
    private long generation;

    /**
     * Creates entries that read fields from a tape.
     *
     * @param keySlot slot of the key in the record of an entry
     * @param decoder class of the decoders of entries
     * @param maker makes the decoder of an entry
     */
    public MapEntries(
            Tape tape, Keys keys, int keySlot, Class<? extends RecordView> decoder, Function<Tape, ? extends E> maker) {
        super(tape, decoder, maker);
        this.keys = keys;
        this.keySlot = keySlot;
    }

    @Override
    public MapEntries<E> at(int slot) {
        super.at(slot);
        generation = tape.generation;
        long header = tape.at(vector);
        int size = (int) header;
        // The index of a table, as a negative number, replaces the capacity.
        if (size > 0 && Wire.first(header) > 0) {
            makeTable(size);
        }
        return this;
    }

    /** Makes the table: its mask, then its places. A place holds the index of an element plus one, or 0. */
    private void makeTable(int size) {
        int mask = 4 * Integer.highestOneBit(size) - 1;
        int table = tape.spare(mask + 2);
        long[] slots = tape.slots;
        Arrays.fill(slots, table + 1, table + mask + 2, 0);
        slots[table] = mask;
        int distinct = 0;
        for (int i = 0; i < size; i++) {
            long entry = slots[vector + 1 + i];
            int place = placeOfEntry((int) entry, table);
            if (slots[place] == 0) {
                slots[place] = ++distinct;
            }
            slots[vector + (int) slots[place]] = entry;
        }
        slots[vector] = -(long) table << Integer.SIZE | distinct;
    }

    /** Returns the place of the table for the key of an entry. It is empty if no entry in the table has that key. */
    private int placeOfEntry(int entry, int table) {
        long key = tape.slots[entry + keySlot];
        if (keys != Keys.TEXT) {
            return placeOf(key, table);
        }
        return placeOf(tape.bytes, Ranges.offset(key), Ranges.length(key), table);
    }

    private int placeOf(long key, int table) {
        long[] slots = tape.slots;
        int mask = (int) slots[table];
        int place = (int) hash.of(key) & mask;
        while (slots[table + 1 + place] != 0 && slots[keyOf(table + 1 + place)] != key) {
            place = place + 1 & mask;
        }
        return table + 1 + place;
    }

    private int placeOf(byte[] bytes, int offset, int length, int table) {
        long[] slots = tape.slots;
        int mask = (int) slots[table];
        int place = (int) hash.of(bytes, offset, length) & mask;
        while (slots[table + 1 + place] != 0 && !isKey(slots[keyOf(table + 1 + place)], bytes, offset, length)) {
            place = place + 1 & mask;
        }
        return table + 1 + place;
    }

    /** Returns the slot of the key for a place of the table. */
    private int keyOf(int place) {
        return (int) tape.slots[vector + (int) tape.slots[place]] + keySlot;
    }

    private boolean isKey(long range, byte[] bytes, int offset, int length) {
        int from = Ranges.offset(range);
        return Arrays.equals(tape.bytes, from, from + Ranges.length(range), bytes, offset, offset + length);
    }

    @Override
    public @Nullable E find(CharSequence key) {
        requireCurrent(Keys.TEXT);
        int size = size();
        if (size == 0) {
            return null;
        }
        want(key);
        return entryIn(placeOf(wanted, 0, wantedLength, table()));
    }

    @Override
    public @Nullable E find(long key) {
        requireCurrent(Keys.INTEGER);
        return size() == 0 ? null : entryIn(placeOf(key, table()));
    }

    @Override
    public @Nullable E find(boolean key) {
        requireCurrent(Keys.BOOLEAN);
        return size() == 0 ? null : entryIn(placeOf(key ? 1L : 0L, table()));
    }

    /**
     * Rejects entries of a message that is no longer on the tape. Their table is gone, so a search could end anywhere
     * or never.
     */
    private void requireCurrent(Keys wantedKeys) {
        if (tape.generation != generation) {
            throw tape.ended(this);
        }
        require(keys, wantedKeys);
    }

    static void require(Keys keys, Keys wantedKeys) {
        if (keys != wantedKeys) {
            throw new IllegalArgumentException(
                    "The keys are not " + wantedKeys.plural + ". Tip: pass a key of the type of key()");
        }
    }

    Keys keys() {
        return keys;
    }

    /** Returns the key of an entry: a string, a {@code long} or a {@code boolean}. */
    Object key(int index) {
        int slot = (int) tape.at(vector + 1 + Objects.checkIndex(index, size())) + keySlot;
        return switch (keys) {
            case TEXT -> Slots.stringAt(tape, slot);
            case INTEGER -> Slots.longAt(tape, slot);
            case BOOLEAN -> Slots.booleanAt(tape, slot);
        };
    }

    private int table() {
        return -Wire.first(tape.at(vector));
    }

    private @Nullable E entryIn(int place) {
        long index = tape.slots[place];
        return index == 0 ? null : read(vector + (int) index);
    }

    /** Stores the UTF-8 of a key. Only a non-ASCII key allocates each time. */
    private void want(CharSequence key) {
        if (key.length() > wanted.length) {
            wanted = new byte[key.length()];
        }
        wantedLength = key.length();
        if (!Ascii.put(key, wanted, 0)) {
            wanted = key.toString().getBytes(UTF_8);
            wantedLength = wanted.length;
        }
    }
}
