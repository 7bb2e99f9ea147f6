package dev.interlock.http2.internal.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.error.Violation;
import dev.interlock.http2.internal.flood.FloodGuard;
import dev.interlock.http2.internal.frame.FrameReader;
import dev.interlock.http2.internal.frame.Preface;
import dev.interlock.http2.internal.stream.PeerSettings;
import dev.interlock.http2.internal.stream.SendWindow;
import dev.interlock.http2.internal.stream.SettingsAcks;
import dev.interlock.internal.engine.Faults;
import dev.interlock.internal.engine.Inbound;
import dev.interlock.internal.engine.LinkSecurity;
import dev.interlock.internal.engine.MemoryBudget;
import dev.interlock.internal.engine.ResponseProgress;
import dev.interlock.internal.engine.ResponseStream;
import dev.interlock.internal.engine.Session;
import dev.interlock.internal.engine.SessionHost;
import dev.interlock.internal.engine.Waiting;
import dev.interlock.internal.log.ServerLog;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * HTTP/2 on one connection (RFC 9113). A step reads one frame, or a piece of a DATA frame, or sends one frame of a
 * response that has waited. Used only by the thread of its event loop.
 */
final class Http2Session implements Session {
    private static final Logger LOG = ServerLog.of(Http2Session.class);

    private static final byte[] NOTHING = {};
    private static final int LARGEST_STREAM = Integer.MAX_VALUE;

    /** Estimated bytes of a session's objects, in addition to the objects that a connection of any protocol has. */
    private static final int OBJECT_BYTES = 2 * 1024;

    /** Time between the two GOAWAY frames of a drain. It is longer than most round trips. */
    private static final long GOAWAY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Http2Loop loop;
    private final SessionHost host;
    private final Inbound inbound;
    private final PeerSettings peer = new PeerSettings();
    private final Failure failure = new Failure();
    private final SettingsAcks acks;
    private final Output output;
    private final Streams streams;
    private final FieldBlocks blocks;
    private final FrameHandler frames;
    private final FrameReader reader;
    private final ResponseProgress progress;

    private Phase phase = Phase.NEW;
    private GoAway goAway = GoAway.NONE;
    /** Time of the first GOAWAY of a drain. */
    private long announced;
    /** Time at which the current field block was first seen to be incomplete, or 0 outside of field blocks. */
    private long blockSince;
    /** Bytes of heap that are charged for the session, except for those of its exchanges. */
    private long paid;

    /** Phase of the life of a session. It only ever changes to a later phase. */
    private enum Phase {
        /** The server has not sent its preface. */
        NEW,
        /** The server has sent its preface, and waits for the client's preface. */
        GREETED,
        /** The session reads frames. */
        OPEN,
        /** The session reads nothing more. */
        ENDED
    }

    /** What GOAWAY has told the client during a drain. */
    private enum GoAway {
        NONE,
        /** The server will end the connection. */
        ANNOUNCED,
        /** The server begins no more streams. */
        LAST
    }

    Http2Session(Http2Loop loop, SessionHost host) {
        this.loop = loop;
        this.host = host;
        inbound = host.inbound();
        SessionSettings settings = loop.settings;
        long now = loop.context.nanoTime();
        FloodGuard guard = new FloodGuard(settings.floods(), now);
        LinkSecurity security = host.security();
        acks = new SettingsAcks(settings.headNanos());
        output = new Output(loop.buffers, host.outbound(), peer, settings.encoderTable());
        streams = new Streams(loop, host, output, guard, failure);
        blocks = new FieldBlocks(loop, streams, failure, peer, security == null ? null : security.connection());
        frames = new FrameHandler(loop.context, streams, blocks, output, failure, peer, acks);
        reader = new FrameReader(frames, settings.local().maxFrame());
        progress = new ResponseProgress(loop.context.service().limits().responsePace(), now);
        frames.receiveWindow().begin(SendWindow.DEFAULT_SIZE);
        pay(OBJECT_BYTES);
    }

    /** Charges this number of bytes of heap for the session, instead of the earlier number. */
    private void pay(long bytes) {
        long more = bytes - paid;
        if (more != 0) {
            MemoryBudget memory = loop.context.service().memory();
            memory.heap().add(more);
            paid = bytes;
            memory.relieve();
        }
    }

    @Override
    public boolean step() {
        loop.pool.sweep();
        if (isOver()) {
            // The connection may have dropped its input, so the session must not read it.
            phase = Phase.ENDED;
            return false;
        }
        streams.setStepping(true);
        try {
            return perform();
        } catch (Throwable cause) {
            breakOff(cause);
            return false;
        } finally {
            streams.setStepping(false);
        }
    }

    private boolean perform() {
        if (phase == Phase.NEW) {
            greet();
            return true;
        }
        if (streams.sendNext() || read()) {
            return true;
        }
        if (host.isInputEnded() && phase != Phase.ENDED) {
            endInput();
        }
        return false;
    }

    /** Reads the client's preface, or a part of a frame. Returns false if nothing more can be read now. */
    private boolean read() {
        return switch (phase) {
            case GREETED -> readPreface();
            case OPEN -> readFrame();
            case NEW, ENDED -> false;
        };
    }

    /** Handles the end of the input: the client has closed its half, and all its bytes were read. */
    private void endInput() {
        streams.endBlocked();
        if (streams.areWorking() && (!loop.settings.servesHalfClosed() || streams.areLasting())) {
            // The client may have left. While the server sends nothing, the end of the input is the only sign of this.
            host.close();
        } else {
            streams.endIncomplete();
        }
    }

    /** Sends the connection preface of a server (RFC 9113 section 3.4). */
    private void greet() {
        phase = Phase.GREETED;
        output.settings(loop.announced);
        acks.sent(loop.context.nanoTime());
        int increment = frames.receiveWindow().grow(loop.settings.connectionWindow());
        if (increment > 0) {
            output.windowUpdate(0, increment);
        }
    }

    private boolean readPreface() {
        int matched = Preface.match(inbound.bytes(), inbound.from(), inbound.to());
        if (matched == Preface.MISMATCH) {
            fail(Violation.PREFACE);
        }
        if (matched != Preface.LENGTH) {
            return false;
        }
        inbound.skipTo(inbound.from() + Preface.LENGTH);
        phase = Phase.OPEN;
        return true;
    }

    private boolean readFrame() {
        if (inbound.isEmpty()) {
            return false;
        }
        int from = inbound.from();
        int next = reader.read(inbound.bytes(), from, inbound.to());
        if (next == FrameReader.FAILED) {
            failure.note(reader.violation());
        } else {
            inbound.skipTo(next);
        }
        Violation found = failure.violation();
        if (found != null) {
            fail(found);
            return false;
        }
        return next > from;
    }

    /** Ends the connection because of a violation by the client. */
    private void fail(Violation violation) {
        loop.counts.add(violation);
        LOG.debug("Ended the connection from {}: {}, {}", host.remoteAddress(), violation.detail(), violation.rule());
        phase = Phase.ENDED;
        // RFC 9113 section 6.8: the number must not grow after an earlier GOAWAY.
        output.goAway(blocks.lastServed(), violation.code(), violation.detail().getBytes(UTF_8));
        streams.abortAll();
        // The connection may still wait for the client to read.
        blocks.close();
    }

    /** Ends the connection after an unexpected failure. */
    private void breakOff(Throwable cause) {
        phase = Phase.ENDED;
        Faults.error(LOG, "A connection of HTTP/2 failed", cause);
        host.broken(cause);
    }

    @Override
    public void beginTurn() {
        streams.beginTurn();
    }

    private boolean isOver() {
        boolean isLeaving = goAway == GoAway.LAST || frames.isClientLeaving();
        // The last GOAWAY may have announced the stream of an incomplete block.
        return phase == Phase.ENDED || output.isCut() || (isLeaving && streams.isEmpty() && !reader.isInBlock());
    }

    @Override
    public Waiting waiting() {
        if (isOver()) {
            return Waiting.END;
        }
        if (reader.isInBlock()) {
            return Waiting.REST_OF_HEAD;
        }
        if (!streams.isEmpty()) {
            return Waiting.RESPONSE;
        }
        return inbound.isEmpty() && reader.isAtBoundary() ? Waiting.REQUEST : Waiting.REST_OF_HEAD;
    }

    @Override
    public boolean wantsInput() {
        return phase != Phase.ENDED;
    }

    @Override
    public void writable() {
        streams.ask();
        if (streams.isReady()) {
            host.advanced();
        }
    }

    @Override
    public boolean isLasting() {
        return streams.areLasting();
    }

    @Override
    public void inputEnded() {
        // The next step reads the rest of the input first.
        host.advanced();
    }

    @Override
    public void drain() {
        if (phase == Phase.NEW || phase == Phase.ENDED) {
            return;
        }
        long now = loop.context.nanoTime();
        if (goAway == GoAway.NONE) {
            goAway = GoAway.ANNOUNCED;
            announced = now;
            output.goAway(LARGEST_STREAM, ErrorCode.NO_ERROR, NOTHING);
            host.advanced();
        } else if (goAway == GoAway.ANNOUNCED && now - announced >= GOAWAY_NANOS) {
            goAway = GoAway.LAST;
            blocks.acceptNoMore();
            output.goAway(blocks.lastServed(), ErrorCode.NO_ERROR, NOTHING);
            host.advanced();
        }
        for (Http2Stream each : streams.all()) {
            ResponseStream lasting = each.served().lasting();
            if (lasting != null) {
                // The client then sends its request again, to another server.
                lasting.end();
            }
        }
    }

    @Override
    public boolean sayGoodbye() {
        if (phase == Phase.ENDED) {
            return false;
        }
        boolean isGreeted = phase != Phase.NEW;
        phase = Phase.ENDED;
        if (isGreeted && goAway != GoAway.LAST) {
            output.goAway(blocks.lastServed(), ErrorCode.NO_ERROR, NOTHING);
        }
        return true;
    }

    @Override
    public boolean tick(long now) {
        loop.pool.sweep();
        if (phase == Phase.ENDED) {
            return false;
        }
        for (Http2Stream each : streams.all()) {
            if (!each.isOver()) {
                each.tick(now, loop.settings, host.isWritable());
            }
        }
        pay(OBJECT_BYTES + output.heldBytes() + blocks.heldBytes() + streams.heldBytes());
        Violation late = late(now);
        if (late != null) {
            fail(late);
            host.advanced();
        }
        return false;
    }

    /** Returns the violation of a time limit, or null. */
    private @Nullable Violation late(long now) {
        boolean inBlock = reader.isInBlock();
        blockSince = inBlock ? blockSince == 0 ? now : blockSince : 0;
        if (inBlock && now - blockSince > loop.settings.headNanos()) {
            return Violation.LATE_BLOCK;
        }
        boolean isBlocked = host.isWritable() && streams.isBlocked();
        if (isBlocked) {
            streams.sendWindow().waiting(now);
        }
        if ((isBlocked && streams.sendWindow().isStalled(now, loop.settings.idleNanos()))
                || progress.isTooSlow(now, streams.sentBytes(), isBlocked)) {
            return Violation.STALLED_WINDOW;
        }
        return host.isWritable() ? acks.check(now) : null;
    }

    @Override
    public void timeOut() {
        fail(Violation.LATE_BLOCK);
    }

    @Override
    public void refuseForMemory() {
        if (phase != Phase.ENDED) {
            fail(Violation.NO_MEMORY);
        }
    }

    @Override
    public void forgetInput() {
        // Nothing refers to the input: heads are in buffers of the event loop, and the reader keeps no frames.
    }

    @Override
    public long reclaimableHeap() {
        return paid + blocks.reservedBytes() + streams.reclaimableHeap();
    }

    @Override
    public long reclaimableDirect() {
        return streams.reclaimableDirect();
    }

    @Override
    public void closed() {
        phase = Phase.ENDED;
        try {
            streams.close();
        } finally {
            blocks.close();
            loop.context.service().memory().heap().release(paid);
            paid = 0;
        }
    }
}
