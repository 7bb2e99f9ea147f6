package dev.interlock.proto;

import dev.interlock.bytes.Slice;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Objects that read a tape: the pools of element objects, and the total bytes of all objects. */
final class ViewPools {
    /** Approximate heap bytes of a slice. */
    private static final int SLICE_BYTES = 32;

    /** Bytes of objects that are paid for together. */
    private static final int PAID_TOGETHER = 4096;

    private final Tape tape;
    /** Classes of the element decoders. The decoders of a class have the same index. */
    private Class<?>[] decoders = {};

    private HandOuts<?>[] views = {};
    // Each pool is null until it is needed.
    private @Nullable HandOuts<CharSequence> texts;
    private @Nullable HandOuts<Slice> slices;
    private @Nullable HandOuts<Cursor> cursors;
    private long bytes;
    /** Bytes of kept objects that are not yet paid for. */
    private int unpaid;

    ViewPools(Tape tape) {
        this.tape = tape;
    }

    /** Returns the decoders of a class. */
    @SuppressWarnings("unchecked") // All makers of a class make the same views.
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

    /** Returns an iterator that was not yet handed out for this message. */
    Cursor cursor() {
        HandOuts<Cursor> known = cursors;
        if (known == null) {
            known = new HandOuts<>(tape, Cursor::new);
            cursors = known;
        }
        return known.get(known.reserve(1), 0);
    }

    /** Counts an object. Called by its constructor. */
    void made(int objectBytes) {
        bytes += objectBytes;
    }

    /** Pays for kept objects. Small ones are paid for together. */
    void kept(int objectBytes) {
        unpaid += objectBytes;
        if (unpaid >= PAID_TOGETHER) {
            int due = unpaid;
            unpaid = 0;
            tape.pay(due);
        }
    }

    /** Pays for an array of objects until the end of the request, and counts it instead of the replaced one. */
    void replaced(int oldBytes, int newBytes) {
        tape.pay(newBytes);
        bytes += newBytes - oldBytes;
    }

    /** Approximate heap bytes of all created objects, including those that are not kept. */
    int bytes() {
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }
}
