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
 * Reads the responses of one connection with Netty's decoder. So the test does not depend on the code that wrote the
 * responses.
 */
final class ResponseDecoder {
    private static final int MOST_HEAD = 1024 * 1024;

    /** Tests may use large heads, and must see each chunk as the server sent it. */
    private static final HttpDecoderConfig LIMITS = new HttpDecoderConfig()
            .setMaxInitialLineLength(MOST_HEAD)
            .setMaxHeaderSize(MOST_HEAD)
            .setMaxChunkSize(Integer.MAX_VALUE);

    /** For each pending request, whether its method is HEAD. A response to HEAD has no body (RFC 9112 section 6.3). */
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

        /** Number of bytes that are not part of a decoded response yet. */
        int undecoded() {
            return actualReadableBytes();
        }
    }

    /** Records bytes that the client has sent. */
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

    /** Handles the end of the connection by the server. */
    void ended() {
        responses.finish();
    }

    /** Returns the next part of a response, which the caller releases; null if none has arrived. */
    @Nullable
    HttpObject next() {
        return responses.readInbound();
    }

    /** Whether {@link #next} has more parts. */
    boolean hasMore() {
        return !responses.inboundMessages().isEmpty() || decoder.undecoded() > 0;
    }

    /** Releases all unread parts. */
    void close() {
        requests.finishAndReleaseAll();
        responses.finishAndReleaseAll();
    }
}
