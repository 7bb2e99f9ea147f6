package dev.interlock.server;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.Content;
import dev.interlock.http.Protocol;
import dev.interlock.http.Response;
import dev.interlock.http1.DateLine;
import dev.interlock.http1.ResponseHead;
import java.util.Arrays;

/**
 * Encodes responses of one event loop into the {@link Outbound} of their connections. Used by the thread of the loop
 * alone.
 */
final class Http1Responder {
    private static final int USUAL_HEAD = 1024;

    private final LoopContext loop;
    /** Buffer for the head of a response; empty between uses. */
    private final ByteWriter head = new ByteWriter(USUAL_HEAD);

    private final DateLine date = new DateLine();

    Http1Responder(LoopContext loop) {
        this.loop = loop;
    }

    /**
     * Sends a whole response, and resets it.
     *
     * @param toHead whether the request was a HEAD
     * @param protocol protocol of the request
     * @param persistent whether the connection stays open
     */
    void send(Response response, Outbound outbound, boolean toHead, Protocol protocol, boolean persistent) {
        try {
            encodeHead(response, protocol, persistent);
            outbound.append(head);
            if (ResponseHead.hasBody(response.status(), toHead)) {
                sendBody(response, outbound);
            }
        } finally {
            // Even after a failure: the next response may go to another client.
            head.clear();
            response.end();
        }
    }

    private void encodeHead(Response response, Protocol protocol, boolean persistent) {
        date.set(loop.currentTimeMillis());
        ResponseHead.append(head, response, date, protocol, persistent);
    }

    private static void sendBody(Response response, Outbound outbound) {
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
     * its length is known, else in chunks, or for a client of HTTP/1.0 until the connection closes.
     *
     * @param content the body of the response, which belongs to the stream from now on
     */
    ResponseStream stream(
            Response response,
            Content.Stream content,
            Outbound outbound,
            Protocol protocol,
            boolean persistent,
            ExchangeOwner owner) {
        try {
            encodeHead(response, protocol, persistent);
            byte[] encoded = Arrays.copyOf(head.array(), head.length());
            response.takeContent();
            boolean chunked = content.length() == Content.UNKNOWN && protocol != Protocol.HTTP_1_0;
            return new ResponseStream(loop, owner, content, new Http1BodySink(outbound, encoded, chunked));
        } finally {
            head.clear();
            response.end();
        }
    }
}
