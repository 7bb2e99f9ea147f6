package dev.interlock.proto;

import dev.interlock.bytes.Lease;
import dev.interlock.http.MemoryMeter;
import dev.interlock.http.RequestScoped;
import java.util.function.Supplier;

/**
 * A decoder that is reused for one request after the other.
 *
 * @param <V> type of the decoder
 */
public final class ScopedView<V extends RecordView> implements RequestScoped {
    /** Slot of the outermost message's record. */
    private static final int FIRST_RECORD = 1;

    private final Supplier<V> maker;
    private V view;
    private MemoryMeter meter = MemoryMeter.FREE;
    /** Bytes of the decoder alone. They are too few to free. */
    private int ownBytes;

    /** @param maker makes decoders of the outermost message */
    public ScopedView(Supplier<V> maker) {
        this.maker = maker;
        view = maker.get();
        ownBytes = view.tape.pools.bytes();
    }

    /** Returns the decoder. */
    public V view() {
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
            // Views refer to each other, so all of them are dropped together.
            view.tape.close(0);
            view = maker.get();
            view.tape.meter(meter);
            ownBytes = view.tape.pools.bytes();
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

    /** Returns the bytes of all other objects that read the tape. */
    private int objectBytes() {
        return view.tape.pools.bytes() - ownBytes;
    }
}
