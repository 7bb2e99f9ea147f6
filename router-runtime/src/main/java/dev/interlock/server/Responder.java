package dev.interlock.server;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.Content;
import dev.interlock.http.Protocol;
import dev.interlock.http.Response;
import dev.interlock.http1.ResponseHead;
import java.util.Arrays;

/** Puts responses into the {@link Outbound} of a connection. */
final class Responder {
    private final LoopState loop;
    private final Outbound outbound;

    Responder(LoopState loop, Outbound outbound) {
        this.loop = loop;
        this.outbound = outbound;
    }

    /** Asks for a body that waits for 100 Continue (RFC 9110 section 10.1.1). */
    void askForBody() {
        outbound.append(ResponseHead.continueResponse());
    }

    /**
     * Puts a whole response, and resets it.
     *
     * @param toHead whether the request was a HEAD
     * @param protocol protocol of the request
     * @param persistent whether the connection stays open
     */
    void send(Response response, boolean toHead, Protocol protocol, boolean persistent) {
        ByteWriter head = loop.head();
        try {
            ResponseHead.append(head, response, loop.date(), protocol, persistent);
            outbound.append(head);
            if (ResponseHead.hasBody(response.status(), toHead)) {
                sendBody(response);
            }
        } finally {
            // Even after a failure: the next response may go to another client.
            head.clear();
            response.end();
        }
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
     * its length is known, else in chunks, or for a client of HTTP/1.0 until the connection closes.
     *
     * @param content the body of the response, which belongs to the stream from now on
     */
    ResponseStream stream(
            Response response,
            Content.Stream content,
            Protocol protocol,
            boolean persistent,
            Http1Session session,
            SessionListener listener) {
        ByteWriter head = loop.head();
        try {
            ResponseHead.append(head, response, loop.date(), protocol, persistent);
            byte[] encoded = Arrays.copyOf(head.array(), head.length());
            response.takeContent();
            boolean chunked = content.length() == Content.UNKNOWN && protocol != Protocol.HTTP_1_0;
            return new ResponseStream(loop, session, listener, outbound, content, encoded, chunked);
        } finally {
            head.clear();
            response.end();
        }
    }
}
