package dev.interlock.internal.http1;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.Protocol;
import dev.interlock.internal.engine.ExchangeOwner;
import dev.interlock.internal.engine.LoopContext;
import dev.interlock.internal.engine.Outbound;
import dev.interlock.internal.engine.ResponseStream;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.DateLine;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.ResponseTrailers;
import dev.interlock.internal.syntax.FieldSection;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the responses of one event loop, including interim responses, into the {@link Outbound} of each connection.
 * Used only by the thread of the loop.
 */
final class Http1Responder {
    private static final int USUAL_HEAD = 1024;

    private final LoopContext loop;
    /** Buffer for the head of a response. It is empty between uses. */
    private final ByteWriter head = new ByteWriter(USUAL_HEAD);

    private final DateLine date = new DateLine();

    Http1Responder(LoopContext loop) {
        this.loop = loop;
    }

    /** Sends an interim response. */
    void sendInterim(Outbound outbound, int status, FieldSection fields) {
        try {
            ResponseHead.appendInterim(head, status, fields);
            outbound.append(head);
        } finally {
            head.clear();
        }
    }

    /**
     * Sends a whole response, and resets it.
     *
     * @param toHead whether the request's method was HEAD
     * @param protocol protocol of the request
     * @param persistent whether the connection stays open
     * @param withTrailers whether the client accepts trailer fields
     */
    void send(
            EncodedResponse response,
            Outbound outbound,
            boolean toHead,
            Protocol protocol,
            boolean persistent,
            boolean withTrailers) {
        try {
            boolean hasBody = response.hasBody(toHead);
            ResponseTrailers trailers = withTrailers && hasBody ? response.takeTrailers() : null;
            if (trailers != null) {
                sendInChunks(response, outbound, protocol, persistent, trailers.complete());
                return;
            }
            encodeHead(response, protocol, persistent, null);
            outbound.append(head);
            if (hasBody) {
                sendBody(response, outbound);
            }
        } finally {
            // The buffer is cleared even after a failure, because the next response may go to another client.
            head.clear();
            response.end();
        }
    }

    private void encodeHead(
            EncodedResponse response, Protocol protocol, boolean persistent, @Nullable FieldSection trailers) {
        date.set(loop.currentTimeMillis());
        ResponseHead.append(head, response, date, protocol, persistent, trailers);
    }

    /** Sends a response with trailer fields. The whole body is one chunk. */
    private void sendInChunks(
            EncodedResponse response, Outbound outbound, Protocol protocol, boolean persistent, FieldSection trailers) {
        long length = response.contentLength();
        encodeHead(response, protocol, persistent, trailers);
        if (length > 0) {
            Chunks.appendSize(head, length);
        }
        outbound.append(head);
        sendBody(response, outbound);
        head.clear();
        if (length > 0) {
            Chunks.appendEnd(head);
        }
        Chunks.appendLast(head, trailers);
        outbound.append(head);
    }

    private static void sendBody(EncodedResponse response, Outbound outbound) {
        Content content = response.takeContent();
        if (content == null) {
            outbound.append(response.body());
            outbound.append(response.bytes(), response.bytesFrom(), response.bytesTo());
        } else if (content instanceof Content.Buffer buffer) {
            outbound.append(buffer.bytes());
        } else if (content instanceof Content.File file) {
            outbound.append(file.file(), file.position(), file.length());
        } else {
            throw new IllegalArgumentException("A stream needs a subscriber: " + content);
        }
    }

    /**
     * Creates the stream of a response and encodes its head. Resets the response. A body with a known length and no
     * trailer fields is sent without chunks, and any other body in chunks. For a client of HTTP/1.0, the end of the
     * connection ends a body of unknown length.
     *
     * @param content the body of the response, which the stream owns from now on
     * @param withTrailers whether the client accepts trailer fields
     * @param limitNanos longest time without progress of the publisher
     */
    ResponseStream stream(
            EncodedResponse response,
            Content.Stream content,
            Outbound outbound,
            Protocol protocol,
            boolean persistent,
            boolean withTrailers,
            ExchangeOwner owner,
            long limitNanos) {
        try {
            ResponseTrailers trailers = withTrailers ? response.takeTrailers() : null;
            encodeHead(response, protocol, persistent, trailers == null ? null : trailers.known());
            byte[] encoded = Arrays.copyOf(head.array(), head.length());
            boolean chunked =
                    trailers != null || (content.length() == Content.UNKNOWN && protocol != Protocol.HTTP_1_0);
            ResponseStream stream = new ResponseStream(
                    loop, owner, content, new Http1BodySink(outbound, encoded, chunked), trailers, limitNanos);
            // If a step before this line fails, the response still owns the content, and releases it.
            response.takeContent();
            return stream;
        } finally {
            head.clear();
            response.end();
        }
    }
}
