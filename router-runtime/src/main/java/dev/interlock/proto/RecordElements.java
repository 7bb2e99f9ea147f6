package dev.interlock.proto;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A repeated field of messages: one decoder, pointed at one after the other.
 *
 * @param <E> the view that the decoder implements
 */
public class RecordElements<E> extends Elements<E> {
    private final Function<Tape, ? extends E> maker;
    private @Nullable E element;

    /**
     * The elements of fields on a tape.
     *
     * @param maker makes the decoder, a {@link RecordView}, which is not made before it is needed: messages may contain
     *     messages of their own type
     */
    public RecordElements(Tape tape, Function<Tape, ? extends E> maker) {
        super(tape);
        this.maker = maker;
    }

    /** These elements, pointed at those of the field in a slot. */
    public RecordElements<E> at(int slot) {
        vector = (int) tape.at(slot);
        return this;
    }

    @Override
    final E read(int slot) {
        return view((int) tape.at(slot));
    }

    @Override
    final E detached(int index) {
        E view = Objects.requireNonNull(maker.apply(tape));
        ((RecordView) view).record = (int) tape.at(vector + 1 + Objects.checkIndex(index, size()));
        return view;
    }

    final E view(int record) {
        E current = element;
        if (current == null) {
            current = maker.apply(tape);
            element = current;
        }
        ((RecordView) current).record = record;
        return current;
    }
}
