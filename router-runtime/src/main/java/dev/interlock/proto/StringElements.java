package dev.interlock.proto;

/** A repeated field of text. Each access returns a new string. */
public final class StringElements extends Elements<String> {
    /** Creates elements that read fields from a tape. */
    public StringElements(Tape tape) {
        super(tape);
    }

    /** Moves these elements to the field in a slot. */
    public StringElements at(int slot) {
        vector = tape.handOutVector(this, (int) tape.at(slot));
        return this;
    }

    @Override
    String read(int slot) {
        return Slots.stringAt(tape, slot);
    }
}
