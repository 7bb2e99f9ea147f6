package dev.interlock.http2.internal.head;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http2.internal.hpack.FieldSink;
import dev.interlock.internal.engine.NoMemoryException;
import dev.interlock.internal.message.RequestTrailers;
import org.jspecify.annotations.Nullable;

/** Turns the trailer section of a request into its {@link RequestTrailers} (RFC 9113 section 8.1). */
public final class TrailerFields implements FieldSink {
    private final HeadLimits limits;
    /** Receiver of the fields, or null if they are dropped. */
    private @Nullable RequestTrailers trailers;

    private @Nullable HeadRefusal refusal;
    private int fields;
    /** Whether there was no memory for a field. */
    private boolean outOfMemory;

    public TrailerFields(HeadLimits limits) {
        this.limits = limits;
    }

    /**
     * Begins a section, and its block.
     *
     * @param scratch holds the bytes of the section; its earlier content is dropped
     * @param into receives the fields, or null if they are dropped
     */
    public void begin(FieldBlockReader block, ByteWriter scratch, @Nullable RequestTrailers into) {
        scratch.clear();
        block.begin(scratch, this);
        trailers = into;
        refusal = null;
        fields = 0;
        outOfMemory = false;
    }

    /**
     * Changes the receiver of the further fields.
     *
     * @param into receives the fields, or null if they are dropped
     */
    public void redirect(@Nullable RequestTrailers into) {
        trailers = outOfMemory ? null : into;
    }

    /** Returns whether fields are missing, because there was no memory for them. */
    public boolean isOutOfMemory() {
        return outOfMemory;
    }

    /** Ends the section after its block. Returns the reason to reject the request, or null. */
    public @Nullable HeadRefusal end(boolean overLimit) {
        RequestTrailers into = trailers;
        trailers = null;
        if (refusal == null && overLimit) {
            refusal = HeadRefusal.LARGE_SECTION;
        }
        if (refusal == null && into != null) {
            into.end();
        }
        return refusal;
    }

    @Override
    public boolean field(
            byte[] bytes,
            int nameFrom,
            int nameTo,
            int valueTo,
            int staticName,
            boolean neverIndexed,
            boolean checked) {
        if (refusal != null) {
            return false;
        }
        refusal = check(bytes, nameFrom, nameTo, valueTo, staticName);
        RequestTrailers into = trailers;
        if (refusal == null && into != null) {
            keep(into, bytes, nameFrom, nameTo, valueTo);
        }
        return refusal == null;
    }

    /** Keeps a field. If there is no memory for it, drops all further fields, because only their request ends. */
    private void keep(RequestTrailers into, byte[] bytes, int nameFrom, int nameTo, int valueTo) {
        try {
            append(into, bytes, nameFrom, nameTo);
            into.endName();
            append(into, bytes, nameTo, valueTo);
            into.endValue();
        } catch (NoMemoryException full) {
            outOfMemory = true;
            trailers = null;
        }
    }

    private @Nullable HeadRefusal check(byte[] bytes, int nameFrom, int nameTo, int valueTo, int staticName) {
        if (FieldRules.isPseudo(bytes, nameFrom, nameTo)) {
            return HeadRefusal.UNKNOWN_PSEUDO_FIELD;
        }
        if (++fields > limits.fields()) {
            return HeadRefusal.MANY_FIELDS;
        }
        return FieldRules.check(bytes, nameFrom, nameTo, valueTo, staticName);
    }

    private static void append(RequestTrailers into, byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            into.append(bytes[i]);
        }
    }
}
