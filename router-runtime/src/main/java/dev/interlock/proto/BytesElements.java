package dev.interlock.proto;

/** A repeated field of bytes, each time in a new array. */
public final class BytesElements extends Elements<byte[]> {
    /** The elements of fields on a tape. */
    public BytesElements(Tape tape) {
        super(tape);
    }

    /** Points these elements to the field in a slot. */
    public BytesElements at(int slot) {
        vector = tape.handOutVector(this, (int) tape.at(slot));
        return this;
    }

    @Override
    byte[] read(int slot) {
        return Slots.bytesAt(tape, slot);
    }
}
