package dev.interlock.generated.proto;

import java.util.Objects;
import java.util.function.Function;

/**
 * A repeated field of messages, with a decoder for each accessed element.
 *
 * @param <E> view that the decoder implements
 */
class RecordElements<E> extends PooledElements<E> {
    private final Function<Tape, ? extends E> maker;

    RecordElements(Tape tape, Class<? extends TapeView> decoder, Function<Tape, ? extends E> maker) {
        super(tape, decoder);
        this.maker = maker;
    }

    @Override
    final E make() {
        return Objects.requireNonNull(maker.apply(tape));
    }

    @Override
    final int firstSlot(int slot) {
        return (int) tape.at(slot);
    }

    @Override
    final E read(int slot) {
        E view = object(slot);
        ((TapeView) view).record = (int) tape.at(slot);
        return view;
    }

    @Override
    final E detached(int index) {
        E view = make();
        ((TapeView) view).record = (int) tape.at(vector + 1 + Objects.checkIndex(index, size()));
        return view;
    }
}
