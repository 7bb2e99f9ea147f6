package dev.interlock.proto;

import java.util.Objects;
import java.util.function.Function;

/**
 * A repeated field of messages, with a decoder for each accessed element.
 *
 * @param <E> view that the decoder implements
 */
public class RecordElements<E> extends PooledElements<E> {
    private final Function<Tape, ? extends E> maker;

    /**
     * Creates elements that read fields from a tape.
     *
     * @param decoder class of the decoders; all fields of a tape with this class share them
     * @param maker makes a decoder when it is first needed, as messages may contain messages of their own type
     */
    public RecordElements(Tape tape, Class<? extends RecordView> decoder, Function<Tape, ? extends E> maker) {
        super(tape, tape.pools.views(decoder, maker));
        this.maker = maker;
    }

    /** Moves these elements to the field in a slot. */
    public RecordElements<E> at(int slot) {
        point(slot);
        return this;
    }

    @Override
    final E read(int slot) {
        E view = object(slot);
        ((RecordView) view).record = (int) tape.at(slot);
        return view;
    }

    @Override
    final E detached(int index) {
        E view = Objects.requireNonNull(maker.apply(tape));
        ((RecordView) view).record = (int) tape.at(vector + 1 + Objects.checkIndex(index, size()));
        return view;
    }
}
