package dev.interlock.generated.proto;

import dev.interlock.bytes.Lease;
import dev.interlock.generated.scope.RequestKey;
import dev.interlock.http.Request;
import dev.interlock.internal.memory.MemoryMeter;
import dev.interlock.internal.memory.Metered;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A decoder that serves one request after the other.
 *
 * @param <V> type of the decoder
 */
final class ScopedView<V extends TapeView> implements Metered {
    /** Slot of the outermost message's record. */
    private static final int FIRST_RECORD = 1;

    private final Supplier<V> maker;
    private V view;
    private MemoryMeter meter = MemoryMeter.FREE;
    /** Number of bytes of the decoder itself. It is not freed, because it is small. */
    private int ownBytes;

    /** @param maker function that creates a decoder of the outermost message */
    ScopedView(Supplier<V> maker) {
        this.maker = maker;
        view = maker.get();
        ownBytes = view.tape.objects.bytes();
    }

    /** Returns a function that returns the decoder of a request. */
    static <V extends TapeView> Function<Request, V> finder(Supplier<V> maker) {
        RequestKey<ScopedView<V>> key = RequestKey.of(() -> new ScopedView<>(maker));
        return request -> request.scoped(key).view();
    }

    /** Returns the decoder. */
    V view() {
        return view;
    }

    @Override
    public void begin(Lease lease) {
        view.tape.lease(lease);
        view.tape.handOut(view, FIRST_RECORD);
    }

    @Override
    public void endOfRequest(int retainedBytes) {
        int objects = objectBytes();
        if (objects > retainedBytes) {
            // Frees all views together, because they refer to each other.
            view.tape.close(0);
            view = maker.get();
            view.tape.meter(meter);
            ownBytes = view.tape.objects.bytes();
            objects = 0;
        }
        view.tape.close(retainedBytes - objects);
    }

    @Override
    public void meter(MemoryMeter newMeter) {
        meter = newMeter;
        view.tape.meter(meter);
    }

    @Override
    public int retainedBytes() {
        return view.tape.retainedBytes() + objectBytes();
    }

    /** Returns the bytes of all objects that read the tape, without the decoder itself. */
    private int objectBytes() {
        return view.tape.objects.bytes() - ownBytes;
    }
}
