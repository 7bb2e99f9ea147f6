package dev.interlock.http2.internal.head;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.error.Violation;
import dev.interlock.http2.internal.hpack.HpackDecoder;
import dev.interlock.internal.message.ReceivedHead;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the heads of requests on one connection. */
final class RequestReader {
    final ReceivedHead head = new ReceivedHead();
    final HpackDecoder decoder = new HpackDecoder();
    final RequestFields fields;
    final FieldBlockReader block;
    private final ByteWriter bytes = new ByteWriter(0);
    private final HeadLimits limits;

    RequestReader() {
        this(HeadLimits.DEFAULT, true);
    }

    RequestReader(HeadLimits limits, boolean extendedConnect) {
        this.limits = limits;
        fields = new RequestFields(limits, head, extendedConnect);
        block = new FieldBlockReader(decoder, limits);
    }

    /** Reads the head of a request without a body. Returns the reason to reject it, or null. See {@link Blocks#of}. */
    @Nullable
    HeadRefusal read(String text) {
        return read(text, true);
    }

    @Nullable
    HeadRefusal read(String text, boolean endStream) {
        return read(Blocks.of(text), endStream);
    }

    @Nullable
    HeadRefusal read(byte[] encoded, boolean endStream) {
        begin();
        Violation violation = block.read(encoded, 0, encoded.length, true);
        if (violation != null) {
            throw new AssertionError(violation);
        }
        return end(endStream);
    }

    void begin() {
        fields.begin(block, bytes, false);
    }

    @Nullable
    HeadRefusal end(boolean endStream) {
        return fields.end(bytes, block.isOverLimit(), endStream);
    }

    HeadLimits limits() {
        return limits;
    }

    String text(int from, int to) {
        return from < 0 ? "none" : new String(head.bytes(), from, to - from, ISO_8859_1);
    }

    /** Returns the fields of the head, each as "name: value". */
    List<String> headers() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < head.fieldCount(); i++) {
            all.add(text(head.nameFrom(i), head.nameTo(i)) + ": " + text(head.valueFrom(i), head.valueTo(i)));
        }
        return all;
    }
}
