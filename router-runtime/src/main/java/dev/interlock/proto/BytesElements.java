package dev.interlock.proto;

/** A repeated field of bytes. Each access returns a new array. */
public final class BytesElements extends Elements<byte[]> {
    /** Creates elements that read fields from a tape. */
    public BytesElements(Tape tape) {
        super(tape);
    }

    /** Moves these elements to the field in a slot. */
    public BytesElements at(int slot) {
        vector = tape.handOutVector(this, (int) tape.at(slot));
        return this;
    }

    @Override
    byte[] read(int slot) {
        return Slots.bytesAt(tape, slot);
    }
}
