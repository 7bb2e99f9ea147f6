package dev.interlock.benchmarks.http2;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http2.internal.error.Violation;
import dev.interlock.http2.internal.frame.FrameReader;
import dev.interlock.http2.internal.frame.FrameSink;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.http2.internal.head.FieldBlockReader;
import dev.interlock.http2.internal.head.HeadLimits;
import dev.interlock.http2.internal.head.RequestFields;
import dev.interlock.http2.internal.hpack.HpackDecoder;
import dev.interlock.internal.message.ReceivedHead;

/** Reads requests with Interlock's codec, into the head that a handler gets. */
final class OurRequests implements FrameSink {
    private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

    private final Requests requests;
    private final FrameReader reader = new FrameReader(this, FrameType.MIN_MAX_PAYLOAD);
    private final FieldBlockReader block = new FieldBlockReader(new HpackDecoder(), HeadLimits.DEFAULT);
    private final ReceivedHead head = new ReceivedHead();
    private final RequestFields fields = new RequestFields(HeadLimits.DEFAULT, head, false);
    private final ByteWriter bytes = new ByteWriter(0);
    private int seen;

    OurRequests(Requests requests) {
        this.requests = requests;
        if (reader.read(SETTINGS, 0, SETTINGS.length) != SETTINGS.length) {
            throw new IllegalStateException();
        }
    }

    int head(int number) {
        byte[] encoded = requests.blocks[number];
        decode(encoded, 0, encoded.length, true);
        return head.pathTo() - head.pathFrom();
    }

    private void decode(byte[] encoded, int from, int to, boolean endStream) {
        fields.begin(block, bytes, false);
        if (block.read(encoded, from, to, true) != null || fields.end(bytes, block.isOverLimit(), endStream) != null) {
            throw new IllegalStateException("rejected");
        }
    }

    int frames(int number) {
        byte[] wire = requests.frames[number];
        seen = 0;
        int from = 0;
        for (int next = reader.read(wire, 0, wire.length); next != from; next = reader.read(wire, from, wire.length)) {
            if (next == FrameReader.FAILED) {
                throw new IllegalStateException("rejected");
            }
            from = next;
        }
        return seen;
    }

    @Override
    public void headers(int stream, byte[] array, int from, int to, boolean endStream, boolean last) {
        decode(array, from, to, endStream);
        seen += head.pathTo() - head.pathFrom();
    }

    @Override
    public void continuation(byte[] array, int from, int to, boolean last) {
        throw new IllegalStateException();
    }

    @Override
    public void dataBegun(int stream, int length, boolean endStream) {}

    @Override
    public void data(byte[] array, int from, int to) {
        seen += to - from;
    }

    @Override
    public void dataEnded() {}

    @Override
    public void windowUpdate(int stream, int increment) {
        seen += increment;
    }

    @Override
    public void priority(int stream) {}

    @Override
    public void priorityUpdate(int stream, byte[] array, int from, int to) {}

    @Override
    public void reset(int stream, int code) {}

    @Override
    public void setting(int identifier, long value) {}

    @Override
    public void settingsEnded() {}

    @Override
    public void settingsAcknowledged() {}

    @Override
    public void ping(long opaque) {}

    @Override
    public void pingAcknowledged(long opaque) {}

    @Override
    public void goAway(int lastStream, int code) {}

    @Override
    public void unknown(int type, int length) {}

    @Override
    public void violated(int stream, Violation violation) {}
}
