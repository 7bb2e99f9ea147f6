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

/** Reads the answers of one connection with Netty's decoder, which is not the code that wrote them. */
final class AnswerDecoder {
    private static final int MOST_HEAD = 1024 * 1024;

    /** Tests may be about large heads, and a chunk is to be seen as the server sent it. */
    private static final HttpDecoderConfig LIMITS = new HttpDecoderConfig()
            .setMaxInitialLineLength(MOST_HEAD)
            .setMaxHeaderSize(MOST_HEAD)
            .setMaxChunkSize(Integer.MAX_VALUE);

    /** Whether each request that is not answered yet is a HEAD, whose answer has no body (RFC 9112 section 6.3). */
    private final Queue<Boolean> toHead = new ArrayDeque<>();

    private final EmbeddedChannel requests = new EmbeddedChannel(new HttpRequestDecoder(LIMITS));
    private final ResponseDecoder decoder = new ResponseDecoder();
    private final EmbeddedChannel answers = new EmbeddedChannel(decoder);

    private final class ResponseDecoder extends HttpResponseDecoder {
        ResponseDecoder() {
            super(LIMITS);
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage answer) {
            boolean informational = ((HttpResponse) answer).status().codeClass() == HttpStatusClass.INFORMATIONAL;
            Boolean head = informational ? Boolean.FALSE : toHead.poll();
            return Boolean.TRUE.equals(head) || super.isContentAlwaysEmpty(answer);
        }

        /** Bytes that are not yet a part of an answer. */
        int undecoded() {
            return actualReadableBytes();
        }
    }

    /** The client has sent these bytes. */
    void sent(byte[] bytes) {
        requests.writeInbound(Unpooled.wrappedBuffer(bytes));
        for (Object part = requests.readInbound(); part != null; part = requests.readInbound()) {
            if (part instanceof HttpRequest request) {
                toHead.add(HttpMethod.HEAD.equals(request.method()));
            }
            ReferenceCountUtil.release(part);
        }
    }

    /** The server has sent these bytes. */
    void received(byte[] bytes) {
        answers.writeInbound(Unpooled.wrappedBuffer(bytes));
    }

    /** The server has closed the connection. */
    void ended() {
        answers.finish();
    }

    /** The next part of an answer, which the caller releases; null if none has arrived. */
    @Nullable
    HttpObject next() {
        return answers.readInbound();
    }

    /** Whether something was received that {@link #next} has not returned. */
    boolean hasMore() {
        return !answers.inboundMessages().isEmpty() || decoder.undecoded() > 0;
    }

    /** Gives back what was not read. */
    void close() {
        requests.finishAndReleaseAll();
        answers.finishAndReleaseAll();
    }
}
