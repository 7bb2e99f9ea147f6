package dev.interlock.proto;

import dev.interlock.http.MemoryMeter;
import dev.interlock.http.RequestScoped;

/**
 * The decoder that one request after the other uses.
 *
 * @param <V> type of the decoder
 */
public final class ScopedView<V extends RecordView> implements RequestScoped {
    private final V view;

    /** Keeps a decoder of the outermost message. */
    public ScopedView(V view) {
        this.view = view;
    }

    /** The decoder. */
    public V view() {
        return view;
    }

    @Override
    public void endOfRequest(int retainedBytes) {
        view.tape.close(retainedBytes);
    }

    @Override
    public void meter(MemoryMeter meter) {
        view.tape.meter(meter);
    }

    @Override
    public int retainedBytes() {
        return view.tape.retainedBytes();
    }
}
