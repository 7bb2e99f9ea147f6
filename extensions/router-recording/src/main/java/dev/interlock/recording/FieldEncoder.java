package dev.interlock.recording;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.recording.redact.Redactor;

/**
 * Redacts and encodes fields. Remembers the type and the coding of the body. Confined to the recorder thread.
 */
final class FieldEncoder {
    private static final byte[] TYPE = Wire.ascii("content-type");
    private static final byte[] CODING = Wire.ascii("content-encoding");
    private static final byte[] IDENTITY = Wire.ascii("identity");
    private static final int CASE = 0x20;

    private final Redactor redactor;
    private final ByteWriter value = new ByteWriter(1024);
    private int typeFrom;
    private int typeTo;
    private boolean isEncoded;

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

    /** Returns whether the last encoded fields name a content coding other than {@code identity}. */
    boolean isEncoded() {
        return isEncoded;
    }

    /**
     * Appends fields.
     *
     * @param number field number in the protobuf message
     * @param bounds index of the bounds in the entry
     * @param shift number to add to each bound to get an index in the entry
     */
    void append(int number, byte[] entry, int bounds, int count, int shift, ByteWriter out) {
        typeFrom = 0;
        typeTo = 0;
        isEncoded = false;
        for (int i = 0; i < count; i++) {
            int at = bounds + i * Entry.FIELD_BOUNDS * Integer.BYTES;
            int nameFrom = Entry.getInt(entry, at) + shift;
            int nameTo = Entry.getInt(entry, at + 4) + shift;
            int from = Entry.getInt(entry, at + 8) + shift;
            int to = Entry.getInt(entry, at + 12) + shift;
            note(entry, nameFrom, nameTo, from, to);
            if (redactor.hidesField(entry, nameFrom, nameTo)) {
                value.clear();
                redactor.appendField(entry, nameFrom, nameTo, from, to, value);
                field(number, entry, nameFrom, nameTo, value.array(), 0, value.length(), out);
            } else if (redactor.repeats(entry, from, to)) {
                value.clear();
                redactor.appendPseudonym(entry, from, to, value);
                field(number, entry, nameFrom, nameTo, value.array(), 0, value.length(), out);
            } else {
                field(number, entry, nameFrom, nameTo, entry, from, to, out);
            }
        }
    }

    private void note(byte[] entry, int nameFrom, int nameTo, int from, int to) {
        int length = nameTo - nameFrom;
        if (length == TYPE.length && isSame(entry, nameFrom, TYPE)) {
            typeFrom = from;
            typeTo = to;
        } else if (length == CODING.length && isSame(entry, nameFrom, CODING)) {
            isEncoded |= to > from && !(to - from == IDENTITY.length && isSame(entry, from, IDENTITY));
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

    private static void field(
            int number, byte[] names, int nameFrom, int nameTo, byte[] values, int from, int to, ByteWriter out) {
        int name = nameTo - nameFrom;
        int content = to - from;
        int length = 1 + Wire.varintBytes(name) + name;
        if (content > 0) {
            length += 1 + Wire.varintBytes(content) + content;
        }
        out.append((byte) (number << 3 | 2));
        Wire.varint(length, out);
        Wire.bytes(1, names, nameFrom, nameTo, out);
        Wire.bytes(2, values, from, to, out);
    }
}
