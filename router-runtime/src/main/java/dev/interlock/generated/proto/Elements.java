package dev.interlock.generated.proto;

import dev.interlock.proto.Repeated;
import java.util.Iterator;
import java.util.Objects;

/** Elements of a vector on a tape. */
abstract class Elements<E> implements Repeated<E> {
    /** Approximate number of heap bytes of this object. */
    private static final int BYTES = 40;

    final Tape tape;
    private final HandOuts<Cursor> cursors;
    int vector;
    /** {@linkplain Tape#generation Generation} of the message that has the elements. */
    long generation;
    /** Number of the first element's object in its pool, or 0 if no numbers are reserved yet. */
    int first;

    Elements(Tape tape) {
        this.tape = tape;
        cursors = tape.pools.of(Cursor.class);
        tape.objects.made(BYTES);
    }

    /** Moves these elements to the field in a slot. */
    final void moveTo(int slot) {
        vector = tape.handOutVector(this, (int) tape.at(slot));
        if (generation != tape.generation) {
            generation = tape.generation;
            first = 0;
        }
    }

    @Override
    public final int size() {
        return (int) tape.at(vector);
    }

    @Override
    public final E get(int index) {
        return read(vector + 1 + Objects.checkIndex(index, size()));
    }

    /** Returns the element in a slot. */
    abstract E read(int slot);

    /** Returns the element at an index. Does not move any object that was handed out. */
    Object detached(int index) {
        return Objects.requireNonNull(get(index));
    }

    @Override
    public final Iterator<E> iterator() {
        tape.checkLive(this);
        int number = cursors.reserve(1, tape.generation);
        Cursor known = cursors.get(number);
        Cursor cursor = known == null ? newCursor(number) : known;
        @SuppressWarnings("unchecked") // All elements are of this type.
        Iterator<E> fresh = (Iterator<E>) cursor.over(this);
        return fresh;
    }

    private Cursor newCursor(int number) {
        Cursor fresh = new Cursor();
        tape.objects.made(Cursor.BYTES);
        tape.handOut(fresh, StrictHandOuts.NOWHERE);
        cursors.keep(number, fresh, Cursor.BYTES);
        return fresh;
    }
}
