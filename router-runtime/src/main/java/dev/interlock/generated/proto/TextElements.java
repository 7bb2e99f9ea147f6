package dev.interlock.generated.proto;

import java.util.Objects;

/** A repeated field of text, with a {@link Text} for each accessed element. */
final class TextElements extends PooledElements<CharSequence> {
    TextElements(Tape tape) {
        super(tape, Text.class);
    }

    @Override
    CharSequence make() {
        return new Text(tape);
    }

    @Override
    CharSequence read(int slot) {
        return ((Text) object(slot)).at(slot);
    }

    @Override
    String detached(int index) {
        return tape.stringAt(vector + 1 + Objects.checkIndex(index, size()));
    }
}
