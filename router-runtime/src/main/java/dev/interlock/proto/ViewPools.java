package dev.interlock.proto;

import dev.interlock.bytes.Slice;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The objects that were made to read a tape: the pools of those that stand for elements, and what all of them take. */
final class ViewPools {
    /** About what a slice takes of the heap. */
    private static final int SLICE_BYTES = 32;

    /** Bytes of objects that are paid for at a time. */
    private static final int PAID_TOGETHER = 4096;

    private final Tape tape;
    /** The classes of the decoders of elements, and the decoders, each at the index of its class. */
    private Class<?>[] decoders = {};

    private HandOuts<?>[] views = {};
    // Null until they are needed.
    private @Nullable HandOuts<CharSequence> texts;
    private @Nullable HandOuts<Slice> slices;
    private @Nullable HandOuts<Cursor> cursors;
    private long bytes;
    /** Bytes of objects that are kept and were not paid for. */
    private int unpaid;

    ViewPools(Tape tape) {
        this.tape = tape;
    }

    /** The decoders of a class. */
    @SuppressWarnings("unchecked") // The makers of one class give the same views.
    <E> HandOuts<E> views(Class<? extends RecordView> decoder, Function<Tape, ? extends E> maker) {
        for (int i = 0; i < decoders.length; i++) {
            if (decoders[i] == decoder) {
                return (HandOuts<E>) views[i];
            }
        }
        HandOuts<E> added = new HandOuts<>(tape, maker);
        views = Arrays.copyOf(views, views.length + 1);
        views[views.length - 1] = added;
        decoders = Arrays.copyOf(decoders, views.length);
        decoders[views.length - 1] = decoder;
        return added;
    }

    HandOuts<CharSequence> texts() {
        HandOuts<CharSequence> known = texts;
        if (known == null) {
            known = new HandOuts<>(tape, Text::new);
            texts = known;
        }
        return known;
    }

    HandOuts<Slice> slices() {
        HandOuts<Slice> known = slices;
        if (known == null) {
            known = new HandOuts<>(tape, of -> {
                made(SLICE_BYTES);
                return new Slice();
            });
            slices = known;
        }
        return known;
    }

    /** An iterator that the message has not handed out before. */
    Cursor cursor() {
        HandOuts<Cursor> known = cursors;
        if (known == null) {
            known = new HandOuts<>(tape, Cursor::new);
            cursors = known;
        }
        return known.get(known.reserve(1), 0);
    }

    /** Counts an object, from its constructor. */
    void made(int objectBytes) {
        bytes += objectBytes;
    }

    /** Pays for an object that is kept, together with others, as they are small. */
    void kept(int objectBytes) {
        unpaid += objectBytes;
        if (unpaid >= PAID_TOGETHER) {
            int due = unpaid;
            unpaid = 0;
            tape.pay(due);
        }
    }

    /** Pays for an array of objects, until the request is over, and counts it in place of the one that it replaces. */
    void replaced(int oldBytes, int newBytes) {
        tape.pay(newBytes);
        bytes += newBytes - oldBytes;
    }

    /** About what all objects that were made take of the heap, those included that nobody kept. */
    int bytes() {
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }
}
