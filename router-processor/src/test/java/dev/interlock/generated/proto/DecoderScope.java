package dev.interlock.generated.proto;

import java.util.function.Supplier;

/** Lets tests of generated code end the request to which a decoder belongs. */
public final class DecoderScope {
    private final ScopedView<RecordView> scope;

    public DecoderScope(Supplier<RecordView> maker) {
        scope = new ScopedView<>(maker);
    }

    public RecordView view() {
        return scope.view();
    }

    public void endOfRequest(int retainedBytes) {
        scope.endOfRequest(retainedBytes);
    }

    public int retainedBytes() {
        return scope.retainedBytes();
    }
}
