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

/** Open streams of a connection, and what their responses wait for. Used only by the thread of its event loop. */
final class Streams implements StreamOwner {
    private static final Logger LOG = ServerLog.of(Streams.class);

    /** Number of ended streams whose end is remembered. */
    private static final int REMEMBERED = 32;

    /** Estimated bytes of the objects of a stream. */
    private static final int STREAM_BYTES = 1536;

    /** Limit on the bytes of bodies that are sent in one turn, so that other connections get theirs. */
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
    /** Whether a step of the session is being performed. The connection sends its output after the step. */
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

    /** Returns the window of the connection for responses. */
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

    /** Returns whether responses wait to be sent. */
    boolean hasWaiting() {
        return !order.isEmpty();
    }

    /** Returns whether a window allows a frame of a response. */
    boolean isReady() {
        return order.hasNext(window());
    }

    /** Returns whether bytes of a response wait for a window. */
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

    /** Sends one frame of a response that waits. Returns false if none can be sent in this turn. */
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

    /** Widens or narrows the windows of all streams. Returns false if one becomes too large. */
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
        // A publisher that fails ends its stream, which moves others in the table. The next tick asks those again.
        for (int i = 0; i < table.slots(); i++) {
            Http2Stream each = table.at(i);
            ResponseStream streaming = each == null ? null : each.served().stream();
            if (streaming != null) {
                streaming.ask();
            }
        }
    }

    /** Returns the open streams. During a loop over them, streams may end. */
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

    /** Returns whether there are responses, and all of them last until their clients leave. */
    boolean areLasting() {
        boolean lasting = !isEmpty();
        for (int i = 0; i < table.slots() && lasting; i++) {
            Http2Stream each = table.at(i);
            lasting = each == null || each.served().lasting() != null;
        }
        return lasting;
    }

    /** Returns whether a request is incomplete, or its handler works. */
    boolean areWorking() {
        boolean working = false;
        for (int i = 0; i < table.slots(); i++) {
            Http2Stream each = table.at(i);
            working |= each != null
                    && (each.served().isAnswering() || !each.state().isClientDone());
        }
        return working;
    }

    /** Ends the streams whose requests are incomplete, because no more bytes arrive. */
    void endIncomplete() {
        for (Http2Stream each : all()) {
            if (!each.isOver() && !each.state().isClientDone()) {
                each.resetByClient();
            }
        }
    }

    /** Returns the bytes of heap that the open streams take, without their exchanges. */
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

    /** Ends all streams, because the connection ends. The observer of the connection notifies the listeners. */
    void abortAll() {
        for (Http2Stream each : all()) {
            over(each, StreamNumbers.End.RESET_BY_SERVER);
            end(each);
        }
    }

    /** Ends a stream. Does not throw, because the others have to end, too. */
    private static void end(Http2Stream stream) {
        try {
            stream.connectionClosed();
        } catch (Throwable failure) {
            Faults.error(LOG, "A stream was not ended", failure);
        }
    }

    /** Ends all streams, because the connection has closed. If one cannot be ended, still ends the others. */
    void close() {
        List<Http2Stream> open = all();
        table.clear();
        for (Http2Stream each : open) {
            order.remove(each);
            loop.pool.giveLater(each);
            end(each);
        }
        loop.pool.sweep();
    }
}
