package dev.interlock.testing;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the responses of one connection with Netty's decoder. Therefore a test does not rely on the code that encoded
 * the responses.
 */
final class ResponseDecoder {
    private static final int MOST_HEAD = 1024 * 1024;

    /** Allows large heads, because tests may use them. Keeps each chunk as the server sent it. */
    private static final HttpDecoderConfig LIMITS = new HttpDecoderConfig()
            .setMaxInitialLineLength(MOST_HEAD)
            .setMaxHeaderSize(MOST_HEAD)
            .setMaxChunkSize(Integer.MAX_VALUE);

    /**
     * Methods of the requests without a response so far: true for HEAD. A response to HEAD has no body (RFC 9112
     * section 6.3).
     */
    private final Queue<Boolean> toHead = new ArrayDeque<>();

    private final EmbeddedChannel requests = new EmbeddedChannel(new HttpRequestDecoder(LIMITS));
    private final Decoder decoder = new Decoder();
    private final EmbeddedChannel responses = new EmbeddedChannel(decoder);

    private final class Decoder extends HttpResponseDecoder {
        Decoder() {
            super(LIMITS);
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage response) {
            boolean informational = ((HttpResponse) response).status().codeClass() == HttpStatusClass.INFORMATIONAL;
            Boolean head = informational ? Boolean.FALSE : toHead.poll();
            return Boolean.TRUE.equals(head) || super.isContentAlwaysEmpty(response);
        }

        /** Returns the number of received bytes that do not belong to a decoded response yet. */
        int undecoded() {
            return actualReadableBytes();
        }
    }

    /** Records bytes that the client has sent, to learn the methods of its requests. */
    void sent(byte[] bytes) {
        requests.writeInbound(Unpooled.wrappedBuffer(bytes));
        for (Object part = requests.readInbound(); part != null; part = requests.readInbound()) {
            if (part instanceof HttpRequest request) {
                toHead.add(HttpMethod.HEAD.equals(request.method()));
            }
            ReferenceCountUtil.release(part);
        }
    }

    /** Decodes bytes that the server has sent. */
    void received(byte[] bytes) {
        responses.writeInbound(Unpooled.wrappedBuffer(bytes));
    }

    /** Handles that the server has closed the connection. */
    void ended() {
        responses.finish();
    }

    /**
     * Returns the next part of a response, or null if no further part has arrived. The caller must release the part.
     */
    @Nullable
    HttpObject next() {
        return responses.readInbound();
    }

    /** Whether there are parts that {@link #next} has not returned, or bytes that were not decoded. */
    boolean hasMore() {
        return !responses.inboundMessages().isEmpty() || decoder.undecoded() > 0;
    }

    /** Releases all parts that {@link #next} has not returned. */
    void close() {
        requests.finishAndReleaseAll();
        responses.finishAndReleaseAll();
    }
}
