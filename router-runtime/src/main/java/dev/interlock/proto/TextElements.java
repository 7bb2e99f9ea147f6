package dev.interlock.proto;

import java.util.Objects;

/** A repeated field of text: one {@link Text}, pointed at one after the other. */
public final class TextElements extends Elements<CharSequence> {
    private final Text element;

    /** The elements of fields on a tape. */
    public TextElements(Tape tape) {
        super(tape);
        element = new Text(tape);
    }

    /** These elements, pointed at those of the field in a slot. */
    public TextElements at(int slot) {
        vector = (int) tape.at(slot);
        return this;
    }

    @Override
    CharSequence read(int slot) {
        return element.at(slot);
    }

    @Override
    String detached(int index) {
        return Slots.stringAt(tape, vector + 1 + Objects.checkIndex(index, size()));
    }
}
