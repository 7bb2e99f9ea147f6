package dev.interlock.proto;

import java.util.Objects;

/** A repeated field of text, with a {@link Text} for each accessed element. */
public final class TextElements extends PooledElements<CharSequence> {
    /** Creates elements that read fields from a tape. */
    public TextElements(Tape tape) {
        super(tape, tape.pools.texts());
    }

    /** Moves these elements to the field in a slot. */
    public TextElements at(int slot) {
        point(slot);
        return this;
    }

    @Override
    CharSequence read(int slot) {
        return ((Text) object(slot)).at(slot);
    }

    @Override
    String detached(int index) {
        return Slots.stringAt(tape, vector + 1 + Objects.checkIndex(index, size()));
    }
}
