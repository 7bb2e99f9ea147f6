package dev.interlock.benchmarks.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import java.util.Random;

/**
 * Requests on one connection, as a client encodes them. Each field whose value does not change is in the dynamic table,
 * and strings are Huffman-encoded. The first request can follow the last one again.
 */
final class Requests {
    static final int COUNT = 64;

    private static final int BODY_BYTES = 300;
    private static final int ARRAY_SIZE_HINT = 16;
    private static final int ALWAYS_HUFFMAN = 0;

    /** Field block of each request. */
    final byte[][] blocks = new byte[COUNT][];
    /** Frames of each request: HEADERS, DATA if there is a body, and WINDOW_UPDATE for the previous response. */
    final byte[][] frames = new byte[COUNT][];

    Requests(Client client) {
        DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder(
                (name, value) -> Client.changes(name), true, ARRAY_SIZE_HINT, ALWAYS_HUFFMAN);
        Random random = new Random(1);
        for (int i = 0; i < COUNT; i++) {
            DefaultHttp2Headers headers = new DefaultHttp2Headers(false);
            client.request(random).forEach(it -> headers.add(it[0], it[1]));
            blocks[i] = encode(encoder, headers);
            frames[i] = frames(blocks[i], client == Client.GRPC, 2 * i + 1);
        }
    }

    private static byte[] encode(DefaultHttp2HeadersEncoder encoder, DefaultHttp2Headers headers) {
        ByteBuf block = Unpooled.buffer();
        try {
            encoder.encodeHeaders(1, headers, block);
            return ByteBufUtil.getBytes(block);
        } catch (Http2Exception e) {
            throw new IllegalStateException(e);
        } finally {
            block.release();
        }
    }

    private static byte[] frames(byte[] block, boolean withBody, int stream) {
        ByteBuf frames = Unpooled.buffer();
        frames.writeMedium(block.length)
                .writeByte(1)
                .writeByte(withBody ? 4 : 5)
                .writeInt(stream)
                .writeBytes(block);
        if (withBody) {
            frames.writeMedium(BODY_BYTES)
                    .writeByte(0)
                    .writeByte(1)
                    .writeInt(stream)
                    .writeZero(BODY_BYTES);
        }
        frames.writeMedium(4).writeByte(8).writeByte(0).writeInt(0).writeInt(1000);
        return ByteBufUtil.getBytes(frames);
    }
}
