package dev.interlock.http2.internal.session;

import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.error.Violation;
import dev.interlock.http2.internal.stream.StreamNumbers;
import dev.interlock.http2.internal.stream.StreamState;
import dev.interlock.internal.engine.Defence;
import dev.interlock.internal.engine.ExchangeOwner;
import dev.interlock.internal.engine.ExchangeTimeoutException;
import dev.interlock.internal.engine.ExchangeWire;
import dev.interlock.internal.engine.Inbound;
import dev.interlock.internal.engine.LoopContext;
import dev.interlock.internal.engine.LoopScratch;
import dev.interlock.internal.engine.Rejection;
import dev.interlock.internal.engine.ResponseStream;
import dev.interlock.internal.engine.ServedRequest;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.syntax.FieldSection;
import dev.interlock.observe.AbortReason;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Stream of a connection: one request and its response. Serves one stream after another, also of other connections.
 * Used only by the thread of its event loop.
 */
final class Http2Stream implements ExchangeWire {
    /** Limit on the bytes that wait for a window. At the limit, the publisher of a streamed response must wait. */
    private static final int MOST_WAITING = 64 * 1024;

    private final LoopContext loop;
    private final ServedRequest served;
    private final StreamState state = new StreamState();
    private final StreamRequest request;
    private final StreamResponse response;

    /** Connection of the stream, or null while this object serves none. */
    private @Nullable StreamOwner owner;

    private int id;
    /** Next stream in the list of the pool's ended streams, or null. */
    @Nullable
    Http2Stream nextEnded;

    Http2Stream(LoopContext loop, LoopScratch scratch) {
        this.loop = loop;
        RequestBody body = new RequestBody();
        served = new ServedRequest(loop, scratch, this, body);
        request = new StreamRequest(served, state, body);
        response = new StreamResponse(loop, this::ready);
    }

    /**
     * Begins to serve a request.
     *
     * @param bodyLength value of Content-Length, or {@link StreamState#UNKNOWN}
     * @param trailers whether the client accepts trailer fields
     */
    void open(
            StreamOwner newOwner,
            int number,
            int sendWindow,
            int receiveWindow,
            boolean endStream,
            long bodyLength,
            boolean trailers) {
        owner = newOwner;
        id = number;
        state.open(sendWindow, receiveWindow, endStream, bodyLength);
        request.open(newOwner, number);
        response.open(newOwner, number, state, trailers);
        served.observation().observe(newOwner.host().observer());
    }

    int id() {
        return id;
    }

    ServedRequest served() {
        return served;
    }

    StreamState state() {
        return state;
    }

    StreamRequest request() {
        return request;
    }

    StreamResponse response() {
        return response;
    }

    private void ready() {
        owner().ready(this);
    }

    /** Returns whether the stream has ended. */
    boolean isOver() {
        return owner == null;
    }

    private StreamOwner owner() {
        if (owner == null) {
            throw new IllegalStateException("The stream has ended");
        }
        return owner;
    }

    @Override
    public SocketAddress remoteAddress() {
        return owner().host().remoteAddress();
    }

    @Override
    public Inbound inbound() {
        return owner().host().inbound();
    }

    @Override
    public ByteBufAllocator allocator() {
        return owner().output().allocator();
    }

    @Override
    public void run(Runnable task) {
        StreamOwner current = owner;
        if (current == null) {
            task.run();
        } else {
            current.host().run(task);
        }
    }

    @Override
    public void advanced() {
        StreamOwner current = owner;
        if (current != null) {
            request.returnCredit();
            current.advanced();
        }
    }

    @Override
    public boolean isWritable() {
        StreamOwner current = owner;
        return current != null && current.host().isWritable() && response.waitingBytes() < MOST_WAITING;
    }

    @Override
    public boolean takesInterimResponses() {
        return true;
    }

    @Override
    public void sendInterim(int code, FieldSection interim) {
        Output output = owner().output();
        output.interim(id, code, interim);
    }

    @Override
    public boolean hasBodyBytes() {
        return request.hasBytes();
    }

    @Override
    public void bodyUnwanted(boolean isDroppable) {
        request.unwanted(isDroppable);
    }

    @Override
    public void dropBody() {
        // finished() has already dropped the rest of the body.
    }

    @Override
    public boolean reserve(EncodedResponse whole, boolean toHead, boolean essential) {
        return response.reserve(whole, toHead, essential);
    }

    @Override
    public void send(EncodedResponse whole, boolean toHead) {
        if (!response.send(whole, toHead)) {
            loop.service().memory().used(Defence.REFUSED_REQUEST);
            abort(ErrorCode.ENHANCE_YOUR_CALM, AbortReason.OUT_OF_MEMORY);
        } else if (response.isWritten()) {
            endServer();
        } else {
            owner().ready(this);
        }
    }

    /**
     * Sends the next DATA frame, or the trailer fields.
     *
     * @param most number of bytes that the windows allow
     */
    void sendNext(int most) throws IOException {
        if (response.sendNext(most)) {
            endServer();
            served.observation().responseEnded();
            finished();
        }
    }

    /** Notes that the last frame of the response is in the output. */
    private void endServer() {
        state.endServer();
        served.observation().count(response.bytes());
    }

    @Override
    public void sendRejection(EncodedResponse response, boolean withoutBody) {
        request.rejected();
        send(response, withoutBody);
        // The caller ends the observation after this method.
        finished();
    }

    /**
     * Returns whether the request can still be rejected because of its trailer fields. If not, it has a response, or
     * its handler makes one.
     */
    boolean isRejectable() {
        return request.isRejectable();
    }

    /**
     * Rejects the request because of its header section or its trailer section.
     *
     * @param hasHead whether the header section was accepted
     */
    void reject(Rejection reason, boolean hasHead) {
        try {
            request.reject(reason, hasHead);
        } catch (Throwable failure) {
            served.breakOff(failure);
        }
    }

    @Override
    public ResponseStream stream(
            EncodedResponse begun, Content.Stream content, ExchangeOwner exchangeOwner, long limitNanos) {
        return response.stream(begun, content, exchangeOwner, limitNanos);
    }

    @Override
    public void lastingBegun() {
        if (owner().host().isInputEnded()) {
            owner().host().close();
        }
    }

    @Override
    public boolean isWritten() {
        return response.isWritten();
    }

    @Override
    public void finished() {
        StreamOwner current = owner;
        if (current == null) {
            return;
        }
        request.dropRest();
        if (!isWritten()) {
            return;
        }
        ErrorCode code = request.resetCode();
        if (code != null) {
            current.output().reset(id, code);
            end(StreamNumbers.End.RESET_BY_SERVER);
        } else if (state.isClosed()) {
            end(StreamNumbers.End.COMPLETE);
        }
    }

    /** Ends both halves, and leaves the connection. */
    private void end(StreamNumbers.End end) {
        StreamOwner current = owner();
        state.reset();
        owner = null;
        request.over();
        current.over(this, end);
        current.advanced();
    }

    @Override
    public void broken(Throwable cause) {
        StreamOwner current = owner;
        if (current == null) {
            return;
        }
        if (current.output().isCut()) {
            current.host().broken(cause);
            return;
        }
        boolean isLate = cause instanceof ExchangeTimeoutException;
        abort(
                isLate ? ErrorCode.CANCEL : ErrorCode.INTERNAL_ERROR,
                isLate ? AbortReason.TIMED_OUT : AbortReason.FAILED);
    }

    /** Ends the stream by RST_STREAM. Its exchange ends later, when the stream is freed. */
    void abort(ErrorCode code, AbortReason reason) {
        owner().output().reset(id, code);
        observeAbort(reason);
        end(StreamNumbers.End.RESET_BY_SERVER);
    }

    /** Ends the stream, because the client has reset it. */
    void resetByClient() {
        observeAbort(AbortReason.CLIENT_LEFT);
        end(StreamNumbers.End.RESET_BY_CLIENT);
        served.clientLeft();
    }

    private void observeAbort(AbortReason reason) {
        served.observation().count(response.bytes());
        served.observation().aborted(reason);
    }

    /** Ends the stream, because its connection ends. The observer of the connection notifies the listeners. */
    void connectionClosed() {
        served.observation().count(response.bytes());
        state.reset();
        owner = null;
        request.over();
        served.clientLeft();
    }

    /** Ends the exchange of the stream if it still runs, and frees the memory of the stream. */
    void free() {
        try {
            served.clientLeft();
        } finally {
            response.clear();
            request.clear();
            served.reset();
        }
    }

    /** Takes content of a DATA frame. */
    void receive(byte[] bytes, int from, int to) {
        try {
            if (!request.receive(bytes, from, to)) {
                abort(ErrorCode.NO_ERROR, AbortReason.FAILED);
            }
        } catch (Throwable failure) {
            served.breakOff(failure);
        }
    }

    /** Ends the request after its last frame. */
    void requestEnded() {
        if (state.isClosed()) {
            end(StreamNumbers.End.COMPLETE);
        } else {
            request.end();
        }
    }

    /** Checks the time limits of the stream. The event loop calls this repeatedly. */
    void tick(long now, SessionSettings settings, boolean isWritable) {
        try {
            check(now, settings, isWritable);
        } catch (Throwable failure) {
            served.breakOff(failure);
        }
    }

    private void check(long now, SessionSettings settings, boolean isWritable) {
        served.tick(now);
        if (isOver()) {
            return;
        }
        request.returnCredit();
        if (isWritable && response.isStalled(now, settings.idleNanos())) {
            owner().count(Violation.STALLED_STREAM);
            abort(Violation.STALLED_STREAM.code(), AbortReason.TIMED_OUT);
            served.clientLeft();
        } else if (!request.check(now, settings, isWritable)) {
            abort(ErrorCode.NO_ERROR, AbortReason.TIMED_OUT);
        }
    }
}
