package dev.interlock.http2.internal.session;

import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.error.Violation;
import dev.interlock.http2.internal.flood.Flood;
import dev.interlock.http2.internal.flood.FloodGuard;
import dev.interlock.http2.internal.stream.SendWindow;
import dev.interlock.http2.internal.stream.StreamNumbers;
import dev.interlock.http2.internal.stream.StreamTable;
import dev.interlock.internal.engine.Faults;
import dev.interlock.internal.engine.HandlerCall;
import dev.interlock.internal.engine.ResponseStream;
import dev.interlock.internal.engine.SessionHost;
import dev.interlock.internal.log.ServerLog;
import dev.interlock.observe.AbortReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Open streams of a connection, its send window, and the order in which its responses are sent. Used only by the thread
 * of its event loop.
 */
final class Streams implements StreamOwner {
    private static final Logger LOG = ServerLog.of(Streams.class);

    /** Number of ended streams whose end is remembered. */
    private static final int REMEMBERED = 32;

    /** Estimated bytes of the objects of a stream. */
    private static final int STREAM_BYTES = 1536;

    /** Limit on the bytes of bodies that a connection sends in one turn of the event loop. */
    private static final int TURN_BYTES = 256 * 1024;

    private final Http2Loop loop;
    private final SessionHost host;
    private final Output output;
    private final FloodGuard guard;
    private final Failure failure;
    private final StreamTable<Http2Stream> table;
    private final StreamNumbers numbers = new StreamNumbers(REMEMBERED);
    private final SendWindow window = new SendWindow();
    private final SendOrder order = new SendOrder();
    /** Whether the session performs a step. The connection sends its output after the step. */
    private boolean stepping;
    /** Bytes of bodies sent in this turn. */
    private int turnBytes;
    /** Bytes of bodies sent since the connection opened. */
    private long sentBytes;

    Streams(Http2Loop loop, SessionHost host, Output output, FloodGuard guard, Failure failure) {
        this.loop = loop;
        this.host = host;
        this.output = output;
        this.guard = guard;
        this.failure = failure;
        table = new StreamTable<>(loop.settings.local().maxStreams());
        window.begin(SendWindow.DEFAULT_SIZE);
    }

    void setStepping(boolean isStepping) {
        stepping = isStepping;
    }

    void beginTurn() {
        turnBytes = 0;
    }

    /** Returns the send window of the connection. */
    SendWindow sendWindow() {
        return window;
    }

    StreamNumbers numbers() {
        return numbers;
    }

    @Nullable
    Http2Stream get(int id) {
        return table.get(id);
    }

    boolean isEmpty() {
        return table.size() == 0;
    }

    boolean isFull() {
        return table.isFull();
    }

    long sentBytes() {
        return sentBytes;
    }

    /** Returns whether the windows allow a frame of a response. */
    boolean isReady() {
        return order.hasNext(window());
    }

    /** Returns whether a response has bytes that the windows do not allow. */
    boolean isBlocked() {
        return order.isBlocked(window());
    }

    /** Adds a stream that has just opened. */
    void add(Http2Stream stream) {
        table.put(stream.id(), stream);
    }

    @Override
    public SessionHost host() {
        return host;
    }

    @Override
    public Output output() {
        return output;
    }

    @Override
    public int window() {
        return window.available();
    }

    @Override
    public void sent(int bytes, boolean tiny) {
        window.sent(bytes);
        sentBytes += bytes;
        turnBytes += bytes;
        // Otherwise a client that opens its window by single bytes could cause any number of frames (CVE-2019-9511).
        if (!tiny) {
            guard.allow(Flood.WINDOW_UPDATES);
        }
    }

    @Override
    public void ready(Http2Stream stream) {
        order.add(stream);
    }

    @Override
    public void advanced() {
        if (!stepping) {
            host.advanced();
        }
    }

    @Override
    public void count(Violation violation) {
        loop.counts.add(violation);
    }

    @Override
    public void over(Http2Stream stream, StreamNumbers.End end) {
        order.remove(stream);
        table.remove(stream.id());
        numbers.ended(stream.id(), end);
        loop.pool.giveLater(stream);
    }

    /** Sends one frame of a waiting response. Returns false if no frame can be sent in this turn. */
    boolean sendNext() {
        if (order.isEmpty() || turnBytes >= TURN_BYTES) {
            return false;
        }
        Http2Stream next = order.next(window());
        if (next == null) {
            return false;
        }
        try {
            next.sendNext(Math.min(window(), next.state().sendWindow().available()));
        } catch (Throwable cause) {
            if (output.isCut()) {
                throw new IllegalStateException("A frame was not sent completely", cause);
            }
            // For example, a file cannot be read.
            next.broken(cause);
            HandlerCall.logBrokenOff(null, cause, "unknown");
        }
        if (!next.isOver() && !next.response().hasBytes() && !next.response().isEnded()) {
            order.remove(next);
        }
        return true;
    }

    /** Ends a stream because of a violation by the client. */
    void fail(int id, Violation violation) {
        count(violation);
        count(Flood.PROVOKED_RESETS);
        Http2Stream stream = table.get(id);
        if (stream == null) {
            output.reset(id, violation.code());
        } else {
            stream.abort(violation.code(), AbortReason.FAILED);
            stream.served().clientLeft();
        }
    }

    /** Rejects a new stream without processing it. */
    void refuse(int id) {
        count(Violation.MANY_STREAMS);
        count(Flood.PROVOKED_RESETS);
        output.reset(id, ErrorCode.REFUSED_STREAM);
        numbers.ended(id, StreamNumbers.End.RESET_BY_SERVER);
    }

    /** Counts a cheap frame. */
    void count(Flood kind) {
        note(kind, guard.add(kind, loop.context.nanoTime()));
    }

    /** Counts a DATA frame if it is empty or small. */
    void countData(int content, boolean endStream) {
        Violation found = guard.addData(content, endStream, loop.context.nanoTime());
        note(content == 0 ? Flood.EMPTY_DATA : Flood.SMALL_DATA, found);
    }

    private void note(Flood kind, @Nullable Violation found) {
        if (found != null && !failure.isNoted()) {
            loop.counts.add(kind);
            failure.note(found);
        }
    }

    /** Adds a number of bytes, which may be negative, to all send windows. Returns false if one becomes too large. */
    boolean widenAll(int change) {
        boolean fits = true;
        for (int i = 0; i < table.slots(); i++) {
            Http2Stream each = table.at(i);
            if (each != null) {
                fits &= each.state().sendWindow().widen(change);
            }
        }
        return fits;
    }

    /** Asks the publishers of all responses for more. */
    void ask() {
        // If a publisher fails, its stream ends, and other streams move in the table. This loop may miss some of them,
        // but the next tick asks them again.
        for (int i = 0; i < table.slots(); i++) {
            Http2Stream each = table.at(i);
            ResponseStream streaming = each == null ? null : each.served().stream();
            if (streaming != null) {
                streaming.ask();
            }
        }
    }

    /** Returns a copy of the open streams, because streams may end during a loop over them. */
    List<Http2Stream> all() {
        if (isEmpty()) {
            return List.of();
        }
        List<Http2Stream> all = new ArrayList<>(table.size());
        for (int i = 0; i < table.slots(); i++) {
            Http2Stream each = table.at(i);
            if (each != null) {
                all.add(each);
            }
        }
        return all;
    }

    /** Returns whether there are streams, and all their responses last until the client leaves. */
    boolean areLasting() {
        boolean lasting = !isEmpty();
        for (int i = 0; i < table.slots() && lasting; i++) {
            Http2Stream each = table.at(i);
            lasting = each == null || each.served().lasting() != null;
        }
        return lasting;
    }

    /** Returns whether any request is incomplete, or any response is still being made. */
    boolean areWorking() {
        boolean working = false;
        for (int i = 0; i < table.slots(); i++) {
            Http2Stream each = table.at(i);
            working |= each != null
                    && (each.served().isAnswering() || !each.state().isClientDone());
        }
        return working;
    }

    /** Ends the streams whose windows are shut, because no more bytes arrive that could open them. */
    void endBlocked() {
        for (Http2Stream each : all()) {
            if (!each.isOver() && each.response().hasBytes() && !SendOrder.canSend(each, window())) {
                each.abort(ErrorCode.CANCEL, AbortReason.CLIENT_LEFT);
                each.served().clientLeft();
            }
        }
    }

    /** Ends the streams whose requests are incomplete, because no more bytes arrive. */
    void endIncomplete() {
        for (Http2Stream each : all()) {
            if (!each.isOver() && !each.state().isClientDone()) {
                each.resetByClient();
            }
        }
    }

    /** Returns the bytes of heap that the open streams take, except for those of their exchanges. */
    long heldBytes() {
        return (long) table.size() * STREAM_BYTES;
    }

    /** Returns the bytes of heap that would be free as soon as the connection closes. */
    long reclaimableHeap() {
        long bytes = 0;
        for (int i = 0; i < table.slots(); i++) {
            Http2Stream each = table.at(i);
            bytes += each == null ? 0 : each.served().reclaimableHeap();
        }
        return bytes;
    }

    /** Returns the bytes of direct memory that would be free as soon as the connection closes. */
    long reclaimableDirect() {
        long bytes = 0;
        for (int i = 0; i < table.slots(); i++) {
            Http2Stream each = table.at(i);
            bytes += each == null
                    ? 0
                    : each.response().waitingBytes() + each.served().body().waitingBytes();
        }
        return bytes;
    }

    /** Ends all streams, because the connection will end. The observer of the connection notifies the listeners. */
    void abortAll() {
        for (int i = 0; i < table.slots(); i++) {
            // The removal of a stream may move a later one to its slot.
            for (Http2Stream each = table.at(i); each != null; each = table.at(i)) {
                over(each, StreamNumbers.End.RESET_BY_SERVER);
                end(each);
            }
        }
    }

    /** Ends a stream. Does not throw, because the other streams must end, too. */
    private static void end(Http2Stream stream) {
        try {
            stream.connectionClosed();
        } catch (Throwable failure) {
            Faults.error(LOG, "A stream was not ended", failure);
        }
    }

    /**
     * Ends all streams, because the connection has closed. If one cannot be ended, still ends the others. Allocates
     * nothing, because the connection may have failed for lack of memory.
     */
    void close() {
        abortAll();
        loop.pool.sweep();
    }
}
