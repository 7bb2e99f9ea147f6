package dev.interlock.http2.internal.session;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.HttpStatus;
import dev.interlock.http2.internal.flood.FloodGuard;
import dev.interlock.http2.internal.head.ResponseFields;
import dev.interlock.http2.internal.stream.Priority;
import dev.interlock.http2.internal.stream.SendWindow;
import dev.interlock.http2.internal.stream.StreamState;
import dev.interlock.internal.engine.ExchangeOwner;
import dev.interlock.internal.engine.LoopContext;
import dev.interlock.internal.engine.NoMemoryException;
import dev.interlock.internal.engine.ResponseStream;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.ResponseTrailers;
import dev.interlock.internal.syntax.FieldSection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Response of one stream, from its head to its last frame. Serves one stream after another. Used only by the thread of
 * its event loop.
 */
final class StreamResponse implements ResponseBody.Receiver {
    /** A body of at most this length is sent at once if the windows allow it. No DATA frame is longer. */
    private static final int FRAME_BYTES = 16 * 1024;

    private final LoopContext loop;
    private final Runnable ready;
    private final ResponseBody body;
    private @Nullable FrameSender sender;
    private @Nullable StreamState state;
    private int id;
    private boolean acceptsTrailers;
    private int priority = Priority.DEFAULT;
    /** Turn in which the response sent its last frame; see {@link SendOrder}. */
    private long lastTurn;
    /** Bytes of the response in the output. */
    private long bytes;

    // Head of a streamed response that has not begun.
    private int status;
    private FieldSection fields = FieldSection.EMPTY;
    private long length;
    /** Trailer fields that the head announces, or null. */
    private @Nullable FieldSection known;

    /** @param ready called when the body has a part, or its end, to send */
    StreamResponse(LoopContext loop, Runnable ready) {
        this.loop = loop;
        this.ready = ready;
        body = new ResponseBody(loop.service().memory(), this);
    }

    /** @param trailers whether the client accepts trailer fields */
    void open(FrameSender newSender, int number, StreamState newState, boolean trailers) {
        sender = newSender;
        id = number;
        state = newState;
        acceptsTrailers = trailers;
        priority = Priority.DEFAULT;
        lastTurn = 0;
        bytes = 0;
    }

    private FrameSender sender() {
        if (sender == null) {
            throw new IllegalStateException("The stream has ended");
        }
        return sender;
    }

    private StreamState state() {
        if (state == null) {
            throw new IllegalStateException("The stream has ended");
        }
        return state;
    }

    int priority() {
        return priority;
    }

    void setPriority(int newPriority) {
        priority = newPriority;
    }

    long lastTurn() {
        return lastTurn;
    }

    void setLastTurn(long turn) {
        lastTurn = turn;
    }

    /** Returns the number of bytes in the output so far. */
    long bytes() {
        return bytes;
    }

    /** Returns whether no part of the response waits to be sent. */
    boolean isWritten() {
        return !body.isPending();
    }

    /** Returns whether bytes of the body wait for a window or their turn. */
    boolean hasBytes() {
        return body.hasBytes();
    }

    /** Returns whether the end of the response waits. */
    boolean isEnded() {
        return body.isEnded();
    }

    /** Returns whether bytes have waited for the window of the stream for longer than the limit. */
    boolean isStalled(long now, long limitNanos) {
        if (!body.hasBytes()) {
            return false;
        }
        SendWindow window = state().sendWindow();
        window.waiting(now);
        return window.isStalled(now, limitNanos);
    }

    /** Returns the bytes of direct memory that the waiting parts of the body hold. */
    long waitingBytes() {
        return body.waitingBytes();
    }

    /**
     * Reserves memory for a copy of the body of a whole response, unless the body can be sent at once.
     *
     * @param essential whether the memory is reserved even if the limit is reached
     * @return false if there is no memory
     */
    boolean reserve(EncodedResponse response, boolean toHead, boolean essential) {
        if (response.content() != null || !response.hasBody(toHead)) {
            return true;
        }
        long count = response.contentLength();
        return isDirect(response, count) || body.reserve(count, essential);
    }

    /**
     * Sends a whole response, or keeps the part that must wait. Resets the response object.
     *
     * @return false if there is no memory for the part that must wait; nothing was sent then
     */
    boolean send(EncodedResponse response, boolean toHead) {
        try {
            boolean hasBody = response.hasBody(toHead);
            ResponseTrailers trailers = hasBody && acceptsTrailers ? response.takeTrailers() : null;
            FieldSection last = trailers == null ? FieldSection.EMPTY : trailers.complete();
            long shownLength = shownLength(response);
            long count = hasBody ? response.contentLength() : 0;
            boolean isDirect = hasBody && isDirect(response, count);
            if (hasBody && !isDirect) {
                if (!keep(response, last)) {
                    return false;
                }
            } else if (!last.isEmpty()) {
                body.end(last, true);
            }
            long before = sender().output().appended();
            boolean isLast = count == 0 && last.isEmpty();
            sender().output().head(id, response.status(), response.fields(), shownLength, last, isLast);
            if (isDirect) {
                sendDirect(response, (int) count, last.isEmpty());
            }
            bytes += sender().output().appended() - before;
            return true;
        } finally {
            body.endReservation();
            response.end();
        }
    }

    /** Returns the value of Content-Length (RFC 9110 section 8.6), or {@link ResponseFields#NO_LENGTH}. */
    private static long shownLength(EncodedResponse response) {
        return switch (response.status()) {
            case HttpStatus.NO_CONTENT, HttpStatus.NOT_MODIFIED -> ResponseFields.NO_LENGTH;
            case HttpStatus.RESET_CONTENT -> 0;
            default -> response.contentLength();
        };
    }

    /** Returns whether the body is in memory, short, and fits the windows. */
    private boolean isDirect(EncodedResponse response, long count) {
        int window = Math.min(state().sendWindow().available(), sender().window());
        return response.content() == null && count <= FRAME_BYTES && count <= window;
    }

    private void sendDirect(EncodedResponse response, int count, boolean endStream) {
        Output output = sender().output();
        ByteWriter first = response.body();
        int second = response.bytesTo() - response.bytesFrom();
        if (!first.isEmpty()) {
            output.data(id, first.array(), 0, first.length(), endStream && second == 0);
        }
        if (second > 0) {
            output.data(id, response.bytes(), response.bytesFrom(), response.bytesTo(), endStream);
        }
        state().sendWindow().sent(count);
        sender().sent(count, false);
    }

    /** Keeps the body until it can be sent. Returns false if there is no memory. */
    private boolean keep(EncodedResponse response, FieldSection last) {
        Content content = response.content();
        if (content == null) {
            try {
                ByteWriter own = response.body();
                body.addCopy(own.array(), 0, own.length(), sender().output().allocator());
                body.addCopy(
                        response.bytes(),
                        response.bytesFrom(),
                        response.bytesTo(),
                        sender().output().allocator());
            } catch (NoMemoryException full) {
                body.clear();
                return false;
            }
        } else if (content instanceof Content.Buffer buffer) {
            response.takeContent();
            body.addBuffer(buffer.bytes());
        } else if (content instanceof Content.File file) {
            response.takeContent();
            body.addFile(file.file(), file.position(), file.length());
        } else {
            throw new IllegalArgumentException("A stream needs a subscriber: " + content);
        }
        body.end(last, true);
        return true;
    }

    /**
     * Sends the next DATA frame, or the trailer fields.
     *
     * @param most number of bytes that the windows allow
     * @return whether this was the last frame
     */
    boolean sendNext(int most) throws IOException {
        Output output = sender().output();
        int count = body.hasBytes() ? body.next(Math.min(most, FRAME_BYTES)) : 0;
        boolean isLast = body.isLast(count);
        ByteBuf part = count == 0 ? Unpooled.EMPTY_BUFFER : body.take(count, output.allocator());
        long before = output.appended();
        if (count == 0 && !isLast) {
            output.trailers(id, body.trailers());
            isLast = true;
        } else {
            output.data(id, part, isLast);
            state().sendWindow().sent(count);
            sender().sent(count, count == most && count < FloodGuard.SMALL_BYTES && body.hasBytes());
        }
        bytes += output.appended() - before;
        if (isLast) {
            body.sent();
        }
        return isLast;
    }

    /** Creates the stream of a response, and resets the response object. */
    ResponseStream stream(EncodedResponse response, Content.Stream content, ExchangeOwner owner, long limitNanos) {
        try {
            ResponseTrailers trailers = acceptsTrailers ? response.takeTrailers() : null;
            status = response.status();
            fields = FieldSection.copyOf(response.fields());
            length = content.length();
            known = trailers == null ? null : trailers.known();
            ResponseStream stream = new ResponseStream(loop, owner, content, body, trailers, limitNanos);
            // If a step before this line fails, the response still owns the content, and releases it.
            response.takeContent();
            return stream;
        } finally {
            response.end();
        }
    }

    @Override
    public void headDue() {
        Output output = sender().output();
        long before = output.appended();
        output.head(id, status, fields, length, known, false);
        bytes += output.appended() - before;
    }

    @Override
    public void bodyReady() {
        ready.run();
    }

    @Override
    public long unsentBytes() {
        return sender == null ? 0 : sender.output().pendingBytes();
    }

    /** Frees everything. The object can then serve another stream. */
    void clear() {
        sender = null;
        state = null;
        fields = FieldSection.EMPTY;
        known = null;
        body.clear();
    }
}
