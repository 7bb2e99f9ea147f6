package dev.interlock.recording;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.recording.redact.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * Redacts and encodes the fields of one message after the other. Remembers the type and the coding of the body.
 * Confined to the recorder thread.
 */
final class FieldEncoder {
    private static final byte[] TYPE = Wire.ascii("content-type");
    private static final byte[] CODING = Wire.ascii("content-encoding");
    private static final byte[] IDENTITY = Wire.ascii("identity");
    private static final int CASE = 0x20;
    private static final int UNKNOWN = -1;

    private final Redactor redactor;
    private final ByteWriter value = new ByteWriter(1024);
    private byte[] entry = {};
    /** Index of the bounds in the entry. */
    private int bounds;

    private int count;
    /** Index in the entry from which the bounds count. */
    private int origin;
    /** Range of the entry with all fields. */
    private int from;

    private int to;
    private int typeFrom;
    private int typeTo;
    private boolean isEncoded;
    /** Kind of the body, or {@link #UNKNOWN}. */
    private int kind;

    FieldEncoder(Redactor redactor) {
        this.redactor = redactor;
    }

    /**
     * Returns the index in the entry at which the last {@code Content-Type} begins; equal to the end if there is none.
     */
    int typeFrom() {
        return typeFrom;
    }

    int typeTo() {
        return typeTo;
    }

    /** Returns the kind of the body, by its type. */
    int kind() {
        if (kind == UNKNOWN) {
            kind = redactor.kindOfBody(entry, typeFrom, typeTo);
        }
        return kind;
    }

    /** Returns whether the last encoded fields name a content coding other than {@code identity}. */
    boolean isEncoded() {
        return isEncoded;
    }

    /**
     * Sets the fields to encode.
     *
     * @param firstBound index of the bounds in the entry
     * @param fields number of fields
     * @param firstName index of the first field name in the entry
     * @param first index of the first byte of all fields in the entry
     * @param last index after the last byte of all fields
     */
    void begin(byte[] captured, int firstBound, int fields, int firstName, int first, int last) {
        entry = captured;
        bounds = firstBound;
        count = fields;
        origin = firstName;
        from = first;
        to = last;
        typeFrom = 0;
        typeTo = 0;
        isEncoded = false;
        kind = UNKNOWN;
    }

    /** Returns the encoded fields if a cache has them, or null. */
    SectionCache.@Nullable Section find(SectionCache cache, long key) {
        if (count == 0) {
            return null;
        }
        SectionCache.Section known = cache.at(key);
        if (!known.isOf(entry, bounds, boundsBytes(), from, to)) {
            return null;
        }
        boolean hasType = known.typeTo() > known.typeFrom();
        typeFrom = hasType ? origin + known.typeFrom() : 0;
        typeTo = hasType ? origin + known.typeTo() : 0;
        isEncoded = known.isEncoded();
        kind = known.kind();
        return known;
    }

    private int boundsBytes() {
        return count * Entry.FIELD_BOUNDS * Integer.BYTES;
    }

    /**
     * Adds fields that were just appended to a cache that does not have them. Returns the section, or null if the cache
     * does not take it.
     *
     * @param start index of the encoded section in {@code out}
     */
    SectionCache.@Nullable Section keep(SectionCache cache, long key, ByteWriter out, int start) {
        SectionCache.Section slot = cache.at(key);
        if (count == 0 || !slot.isStale() || !slot.keep(entry, bounds, boundsBytes(), from, to, out, start)) {
            return null;
        }
        slot.body(typeFrom - origin, typeTo - origin, isEncoded, kind());
        return slot;
    }

    /**
     * Appends the fields.
     *
     * @param number field number in the protobuf message
     */
    void append(int number, ByteWriter out) {
        for (int i = 0; i < count; i++) {
            int at = bounds + i * Entry.FIELD_BOUNDS * Integer.BYTES;
            int nameFrom = origin + Entry.getInt(entry, at);
            int nameTo = origin + Entry.getInt(entry, at + 4);
            int valueFrom = origin + Entry.getInt(entry, at + 8);
            int valueTo = origin + Entry.getInt(entry, at + 12);
            note(nameFrom, nameTo, valueFrom, valueTo);
            if (redactor.hidesField(entry, nameFrom, nameTo)) {
                value.clear();
                redactor.appendField(entry, nameFrom, nameTo, valueFrom, valueTo, value);
                field(number, nameFrom, nameTo, value.array(), 0, value.length(), out);
            } else if (redactor.repeats(entry, valueFrom, valueTo)) {
                value.clear();
                redactor.appendPseudonym(entry, valueFrom, valueTo, value);
                field(number, nameFrom, nameTo, value.array(), 0, value.length(), out);
            } else {
                field(number, nameFrom, nameTo, entry, valueFrom, valueTo, out);
            }
        }
    }

    private void note(int nameFrom, int nameTo, int valueFrom, int valueTo) {
        int length = nameTo - nameFrom;
        if (length == TYPE.length && isSame(entry, nameFrom, TYPE)) {
            typeFrom = valueFrom;
            typeTo = valueTo;
        } else if (length == CODING.length && isSame(entry, nameFrom, CODING)) {
            isEncoded |= valueTo > valueFrom
                    && !(valueTo - valueFrom == IDENTITY.length && isSame(entry, valueFrom, IDENTITY));
        }
    }

    private static boolean isSame(byte[] bytes, int from, byte[] lower) {
        for (int i = 0; i < lower.length; i++) {
            // The bit lowers capital letters. The other bytes of these names, hyphens and digits, have it already.
            if ((bytes[from + i] | CASE) != lower[i]) {
                return false;
            }
        }
        return true;
    }

    private void field(
            int number, int nameFrom, int nameTo, byte[] values, int valueFrom, int valueTo, ByteWriter out) {
        int length = Wire.textBytes(nameTo - nameFrom) + Wire.textBytes(valueTo - valueFrom);
        out.ensure(length + 2 * Wire.TEXT_ROOM);
        byte[] into = out.array();
        int at = Wire.putLength(into, out.length(), number, length);
        at = Wire.putBytes(into, at, 1, entry, nameFrom, nameTo);
        out.advance(Wire.putBytes(into, at, 2, values, valueFrom, valueTo));
    }
}
