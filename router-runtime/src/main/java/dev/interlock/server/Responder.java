package dev.interlock.server;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.Content;
import dev.interlock.http.FieldSection;
import dev.interlock.http.InterimSink;
import dev.interlock.http.Protocol;
import dev.interlock.http.Response;
import dev.interlock.http.ResponseTrailers;
import dev.interlock.http1.Chunks;
import dev.interlock.http1.ResponseHead;
import java.util.Arrays;

/** Puts responses, and interim responses before them, into the {@link Outbound} of a connection. */
final class Responder implements InterimSink {
    private final LoopState loop;
    private final Outbound outbound;
    /** Whether a part of an interim response may be missing, so that nothing can follow it. */
    private boolean cut;

    Responder(LoopState loop, Outbound outbound) {
        this.loop = loop;
        this.outbound = outbound;
    }

    /** Puts an interim response. Only for the event loop, before the response of the current request begins. */
    @Override
    public void sendInterim(int status, FieldSection fields) {
        ByteWriter head = loop.head();
        try {
            ResponseHead.appendInterim(head, status, fields);
            cut = true;
            outbound.append(head);
            cut = false;
        } finally {
            head.clear();
        }
    }

    private void requireUncut() {
        if (cut) {
            throw new IllegalStateException("An interim response was not sent as a whole");
        }
    }

    /**
     * Puts a whole response, and resets it.
     *
     * @param toHead whether the request was a HEAD
     * @param protocol protocol of the request
     * @param persistent whether the connection stays open
     * @param withTrailers whether the client gets trailer fields
     */
    void send(Response response, boolean toHead, Protocol protocol, boolean persistent, boolean withTrailers) {
        ByteWriter head = loop.head();
        try {
            requireUncut();
            boolean hasBody = ResponseHead.hasBody(response.status(), toHead);
            ResponseTrailers trailers = withTrailers && hasBody ? response.takeTrailers() : null;
            if (trailers != null) {
                sendInChunks(response, protocol, persistent, trailers.complete());
                return;
            }
            ResponseHead.append(head, response, loop.date(), protocol, persistent);
            outbound.append(head);
            if (hasBody) {
                sendBody(response);
            }
        } finally {
            // Even after a failure: the next response may go to another client.
            head.clear();
            response.end();
        }
    }

    /** Puts a response with trailer fields. Its whole body is one chunk. */
    private void sendInChunks(Response response, Protocol protocol, boolean persistent, FieldSection trailers) {
        ByteWriter lines = loop.head();
        long length = response.contentLength();
        ResponseHead.append(lines, response, loop.date(), protocol, persistent, trailers);
        if (length > 0) {
            Chunks.appendSize(lines, length);
        }
        outbound.append(lines);
        sendBody(response);
        lines.clear();
        if (length > 0) {
            Chunks.appendEnd(lines);
        }
        Chunks.appendLast(lines, trailers);
        outbound.append(lines);
    }

    private void sendBody(Response response) {
        Content content = response.takeContent();
        if (content == null) {
            outbound.append(response.body());
            outbound.append(response.bytes(), response.bytesFrom(), response.bytesTo());
        } else if (content instanceof Content.Buffer buffer) {
            outbound.append(buffer.bytes());
        } else if (content instanceof Content.File file) {
            outbound.append(file.channel(), file.position(), file.length());
        } else {
            throw new IllegalArgumentException("A stream has to be subscribed to: " + content);
        }
    }

    /**
     * Makes the stream of a response with a complete head; the response is reset. The body is sent without a coding if
     * its length is known and it has no trailer fields, else in chunks, or for a client of HTTP/1.0 until the connection
     * closes.
     *
     * @param content the body of the response, which belongs to the stream from now on
     * @param withTrailers whether the client gets trailer fields
     */
    ResponseStream stream(
            Response response,
            Content.Stream content,
            Protocol protocol,
            boolean persistent,
            boolean withTrailers,
            Http1Session session,
            SessionListener listener) {
        ByteWriter head = loop.head();
        try {
            requireUncut();
            ResponseTrailers trailers = withTrailers ? response.takeTrailers() : null;
            FieldSection known = trailers == null ? null : trailers.known();
            ResponseHead.append(head, response, loop.date(), protocol, persistent, known);
            byte[] encoded = Arrays.copyOf(head.array(), head.length());
            response.takeContent();
            boolean chunked =
                    trailers != null || (content.length() == Content.UNKNOWN && protocol != Protocol.HTTP_1_0);
            return new ResponseStream(loop, session, listener, outbound, content, encoded, chunked, trailers);
        } finally {
            head.clear();
            response.end();
        }
    }
}
