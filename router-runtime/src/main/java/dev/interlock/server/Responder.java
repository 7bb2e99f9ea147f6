package dev.interlock.server;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.Content;
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

    /** Asks for a body that the client holds back (RFC 9110 section 10.1.1). */
    void askForBody() {
        outbound.append(ResponseHead.continueResponse());
    }

    /**
     * Puts a whole response, and resets it.
     *
     * @param toHead whether the request was a HEAD
     * @param minorVersion of the request
     * @param persistent whether the connection stays open
     */
    void send(Response response, boolean toHead, int minorVersion, boolean persistent) {
        ByteWriter head = loop.head();
        try {
            ResponseHead.append(head, response, loop.date(), minorVersion, persistent);
            outbound.append(head);
            if (ResponseHead.hasBody(response.status(), toHead)) {
                sendBody(response);
            }
        } finally {
            // Even after a failure: the next response may go to another client.
            head.clear();
            response.reset();
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

    /** The head of a response whose body is streamed; the response is reset. */
    byte[] streamHead(Response response, int minorVersion, boolean persistent) {
        ByteWriter head = loop.head();
        try {
            ResponseHead.append(head, response, loop.date(), minorVersion, persistent);
            return Arrays.copyOf(head.array(), head.length());
        } finally {
            head.clear();
            response.reset();
        }
    }
}
