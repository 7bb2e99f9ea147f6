package dev.interlock.generated.proto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.internal.bytes.Ascii;
import dev.interlock.internal.bytes.SipHash;
import dev.interlock.internal.determinism.HasOwnRandomness;
import dev.interlock.proto.Entries;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map field. Its entries are decoded like those of a repeated field. The first access to the field makes a hash
 * table, and keeps only the last entry of each key.
 *
 * @param <E> view that the decoder of an entry implements
 */
@HasOwnRandomness(
        "It keys the hash of map entries, so that no client can choose colliding keys. No result depends on the key.")
final class MapEntries<E> extends RecordElements<E> implements Entries<E> {
    private static final SecureRandom RANDOM = new SecureRandom();
    /**
     * First half of the key of the hash function. The whole process shares the key, because one object may use a table
     * that another object has made.
     */
    private static final long KEY0 = RANDOM.nextLong();

    private static final long KEY1 = RANDOM.nextLong();

    private final MapKeys keys;
    private final int keySlot;
    private final SipHash hash = new SipHash(KEY0, KEY1);
    /** Bytes of the key of the current lookup. */
    private byte[] wanted = new byte[32];

    private int wantedLength;

    MapEntries(
            Tape tape,
            MapKeys keys,
            int keySlot,
            Class<? extends TapeView> decoder,
            Function<Tape, ? extends E> maker) {
        super(tape, decoder, maker);
        this.keys = keys;
        this.keySlot = keySlot;
    }

    /** Moves these entries to the map in a slot. */
    MapEntries<E> at(int slot) {
        moveTo(slot);
        long header = tape.at(vector);
        int size = (int) header;
        // Once the table exists, the negated index of the table replaces the capacity.
        if (size > 0 && Pair.first(header) > 0) {
            makeTable(size);
        }
        return this;
    }

    /**
     * Makes the hash table: its mask, followed by its places. A place holds the index of an element plus one. An empty
     * place holds 0.
     */
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

    /**
     * Returns the place in the table for the key of an entry. The place is empty if the table has no entry with that
     * key.
     */
    private int placeOfEntry(int entry, int table) {
        long key = tape.slots[entry + keySlot];
        if (keys != MapKeys.TEXT) {
            return placeOf(key, table);
        }
        return placeOf(tape.bytes, Range.offset(key), Range.length(key), table);
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

    /** Returns the slot of the key to which a place of the table refers. */
    private int keyOf(int place) {
        return (int) tape.slots[vector + (int) tape.slots[place]] + keySlot;
    }

    private boolean isKey(long range, byte[] bytes, int offset, int length) {
        int from = Range.offset(range);
        return Arrays.equals(tape.bytes, from, from + Range.length(range), bytes, offset, offset + length);
    }

    @Override
    public @Nullable E find(CharSequence key) {
        requireCurrent(MapKeys.TEXT);
        int size = size();
        if (size == 0) {
            return null;
        }
        want(key);
        return entryIn(placeOf(wanted, 0, wantedLength, table()));
    }

    @Override
    public @Nullable E find(long key) {
        requireCurrent(MapKeys.INTEGER);
        return size() == 0 ? null : entryIn(placeOf(key, table()));
    }

    @Override
    public @Nullable E find(boolean key) {
        requireCurrent(MapKeys.BOOLEAN);
        return size() == 0 ? null : entryIn(placeOf(key ? 1L : 0L, table()));
    }

    /**
     * Rejects entries of a message that is no longer on the tape. Their table is gone, so a lookup could find any entry
     * or never end.
     */
    private void requireCurrent(MapKeys wantedKeys) {
        if (tape.generation != generation) {
            throw tape.ended(this);
        }
        keys.require(wantedKeys);
    }

    MapKeys keys() {
        return keys;
    }

    /** Returns the key of an entry: a string, a {@code long} or a {@code boolean}. */
    Object key(int index) {
        int slot = (int) tape.at(vector + 1 + Objects.checkIndex(index, size())) + keySlot;
        return switch (keys) {
            case TEXT -> tape.stringAt(slot);
            case INTEGER -> tape.longAt(slot);
            case BOOLEAN -> tape.booleanAt(slot);
        };
    }

    private int table() {
        return -Pair.first(tape.at(vector));
    }

    private @Nullable E entryIn(int place) {
        long index = tape.slots[place];
        return index == 0 ? null : read(vector + (int) index);
    }

    /** Stores the wanted key in UTF-8. Only a non-ASCII key costs an allocation each time. */
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
