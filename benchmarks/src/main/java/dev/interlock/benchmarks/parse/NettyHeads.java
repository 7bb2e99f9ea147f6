package dev.interlock.benchmarks.parse;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.ArrayList;
import java.util.List;

/** Netty's decoder without a pipeline. A pipeline would only add cost. */
final class NettyHeads extends HttpRequestDecoder {
    private final List<Object> out = new ArrayList<>();

    /**
     * Decodes a request without a body.
     *
     * @param head buffer with the head; its reader index moves to the end of the head
     */
    HttpRequest read(ByteBuf head) throws Exception {
        out.clear();
        decode(null, head, out);
        HttpRequest request = (HttpRequest) out.get(0);
        if (request.decoderResult().isFailure()) {
            throw new IllegalStateException("refused", request.decoderResult().cause());
        }
        return request;
    }
}
