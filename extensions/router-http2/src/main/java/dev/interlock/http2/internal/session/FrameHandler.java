package dev.interlock.http2.internal.session;

import dev.interlock.http2.internal.error.Violation;
import dev.interlock.http2.internal.flood.Flood;
import dev.interlock.http2.internal.frame.FrameSink;
import dev.interlock.http2.internal.stream.PeerSettings;
import dev.interlock.http2.internal.stream.Priority;
import dev.interlock.http2.internal.stream.ReceiveWindow;
import dev.interlock.http2.internal.stream.SettingsAcks;
import dev.interlock.internal.engine.LoopContext;
import org.jspecify.annotations.Nullable;

/** Handles the frames of one client. Used only by the thread of its event loop. */
final class FrameHandler implements FrameSink {
    private final LoopContext loop;
    private final Streams streams;
    private final FieldBlocks blocks;
    private final Output output;
    private final Failure failure;
    private final PeerSettings peer;
    private final SettingsAcks acks;
    private final ReceiveWindow window = new ReceiveWindow();

    /** Initial window of streams before the current SETTINGS frame. */
    private int initialWindow;

    // The current DATA frame.
    /**
     * Identifier of the frame's stream, or 0 if its content is dropped. The handler keeps no reference to the stream:
     * between two pieces of the frame, the stream may end, and its object may begin to serve another stream.
     */
    private int dataStream;

    private int dataLength;
    private int dataContent;
    private boolean dataEnds;

    /** Whether the client has sent GOAWAY. */
    private boolean clientLeaves;

    FrameHandler(
            LoopContext loop,
            Streams streams,
            FieldBlocks blocks,
            Output output,
            Failure failure,
            PeerSettings peer,
            SettingsAcks acks) {
        this.loop = loop;
        this.streams = streams;
        this.blocks = blocks;
        this.output = output;
        this.failure = failure;
        this.peer = peer;
        this.acks = acks;
        initialWindow = peer.initialWindow();
    }

    /** Returns the receive window of the connection. */
    ReceiveWindow receiveWindow() {
        return window;
    }

    /** Returns whether the client has sent GOAWAY, and so begins no more streams. */
    boolean isClientLeaving() {
        return clientLeaves;
    }

    @Override
    public void dataBegun(int stream, int length, boolean endStream) {
        dataStream = 0;
        dataLength = length;
        dataContent = 0;
        dataEnds = endStream;
        if (!window.received(length)) {
            failure.note(Violation.CONNECTION_WINDOW_EXCEEDED);
            return;
        }
        Http2Stream open = streams.get(stream);
        if (open == null) {
            lateData(stream);
            return;
        }
        Violation found = open.state().data(length);
        if (found == null) {
            dataStream = stream;
        } else {
            streams.fail(stream, found);
        }
    }

    private void lateData(int stream) {
        Violation found = streams.numbers().data(stream);
        if (found == null) {
            streams.count(Flood.LATE_FRAMES);
        } else if (found.isOfStream()) {
            streams.fail(stream, found);
        } else {
            failure.note(found);
        }
    }

    /** Returns the stream of the current DATA frame, or null if its content is dropped. */
    private @Nullable Http2Stream dataStream() {
        return dataStream == 0 ? null : streams.get(dataStream);
    }

    @Override
    public void data(byte[] bytes, int from, int to) {
        dataContent += to - from;
        Http2Stream stream = dataStream();
        if (stream == null) {
            return;
        }
        Violation found = stream.state().content(to - from);
        if (found == null) {
            stream.receive(bytes, from, to);
        } else {
            streams.fail(stream.id(), found);
        }
    }

    @Override
    public void dataEnded() {
        streams.countData(dataContent, dataEnds);
        // The content is copied or dropped by now. The windows of the streams limit the copies.
        int increment = window.consumed(dataLength);
        if (increment > 0) {
            output.windowUpdate(0, increment);
        }
        Http2Stream stream = dataStream();
        dataStream = 0;
        if (stream == null) {
            return;
        }
        if (!dataEnds) {
            stream.request().addCredit(dataLength - dataContent);
            return;
        }
        Violation found = stream.state().endClient();
        if (found == null) {
            stream.requestEnded();
        } else {
            streams.fail(stream.id(), found);
        }
    }

    @Override
    public void headers(int stream, byte[] bytes, int from, int to, boolean endStream, boolean last) {
        blocks.begin(stream, bytes, from, to, endStream, last);
    }

    @Override
    public void continuation(byte[] bytes, int from, int to, boolean last) {
        blocks.proceed(bytes, from, to, last);
    }

    @Override
    public void priority(int stream) {
        streams.count(Flood.PRIORITIES);
    }

    @Override
    public void priorityUpdate(int stream, byte[] bytes, int from, int to) {
        streams.count(Flood.PRIORITIES);
        Http2Stream open = streams.get(stream);
        if (open != null) {
            open.response().setPriority(Priority.parse(bytes, from, to));
        }
    }

    @Override
    public void reset(int stream, int code) {
        Http2Stream open = streams.get(stream);
        if (open == null) {
            late(stream);
        } else {
            streams.count(Flood.RESETS);
            open.resetByClient();
        }
    }

    /** Handles RST_STREAM or WINDOW_UPDATE on a stream that is not open. */
    private void late(int stream) {
        Violation found = streams.numbers().control(stream);
        if (found == null) {
            streams.count(Flood.LATE_FRAMES);
        } else {
            failure.note(found);
        }
    }

    @Override
    public void setting(int identifier, long value) {
        failure.note(peer.set(identifier, value));
        if (identifier == PeerSettings.HEADER_TABLE_SIZE) {
            // RFC 7541 section 4.2: the encoder announces the smallest of several sizes, also of one frame.
            output.peerChanged();
        }
    }

    @Override
    public void settingsEnded() {
        streams.count(Flood.SETTINGS);
        if (failure.isNoted()) {
            return;
        }
        peer.ended();
        int change = peer.initialWindow() - initialWindow;
        initialWindow = peer.initialWindow();
        if (change != 0 && !streams.widenAll(change)) {
            failure.note(Violation.INITIAL_WINDOW);
            return;
        }
        output.settingsAck();
        streams.ask();
    }

    @Override
    public void settingsAcknowledged() {
        failure.note(acks.acknowledged(loop.nanoTime()));
        blocks.settingsAcknowledged();
    }

    @Override
    public void ping(long opaque) {
        streams.count(Flood.PINGS);
        output.pingAck(opaque);
    }

    @Override
    public void pingAcknowledged(long opaque) {
        // This server sends no PING.
        streams.count(Flood.PINGS);
    }

    @Override
    public void goAway(int lastStream, int code) {
        // GOAWAY has no limit of its own.
        streams.count(Flood.UNKNOWN_FRAMES);
        clientLeaves = true;
    }

    @Override
    public void windowUpdate(int stream, int increment) {
        streams.count(Flood.WINDOW_UPDATES);
        if (stream == 0) {
            if (!streams.sendWindow().widen(increment)) {
                failure.note(Violation.CONNECTION_WINDOW_OVERFLOW);
            }
            return;
        }
        Http2Stream open = streams.get(stream);
        if (open == null) {
            late(stream);
            return;
        }
        Violation found = open.state().windowUpdate(increment);
        if (found != null) {
            streams.fail(stream, found);
        }
    }

    @Override
    public void unknown(int type, int length) {
        streams.count(Flood.UNKNOWN_FRAMES);
    }

    @Override
    public void violated(int stream, Violation violation) {
        if (streams.get(stream) == null) {
            late(stream);
        } else {
            streams.fail(stream, violation);
        }
    }
}
