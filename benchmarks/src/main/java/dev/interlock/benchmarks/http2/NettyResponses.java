package dev.interlock.benchmarks.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Encodes the heads of responses with Netty's codec. As a handler does, adds the fields to each as {@link AsciiString}.
 */
final class NettyResponses implements Work.Codec {
    private static final AsciiString OK = AsciiString.cached("200");
    private static final AsciiString DATE_NAME = AsciiString.cached("date");
    private static final AsciiString DATE = AsciiString.cached("Thu, 01 Jan 1970 00:00:00 GMT");
    private static final AsciiString LENGTH_NAME = AsciiString.cached("content-length");
    private static final int BLOCK_BYTES = 1024;
    /** Length of the body that each head states. */
    private static final int LENGTH = 1234;

    /** Fields that change with each message are not indexed, as in Interlock. */
    private final DefaultHttp2HeadersEncoder encoder =
            new DefaultHttp2HeadersEncoder((name, value) -> name == LENGTH_NAME || Client.changes(name), true);

    private final ByteBuf block = Unpooled.directBuffer(BLOCK_BYTES);
    private final AsciiString[][] fields = new AsciiString[Requests.COUNT][];

    NettyResponses(Client client) {
        Random random = new Random(1);
        for (int i = 0; i < Requests.COUNT; i++) {
            List<String[]> all = client.response(random);
            fields[i] = all.stream()
                    .flatMap(it -> Stream.of(AsciiString.of(it[0]), AsciiString.of(it[1])))
                    .toArray(AsciiString[]::new);
        }
    }

    @Override
    public int handle(int number) throws Http2Exception {
        block.clear();
        DefaultHttp2Headers headers = new DefaultHttp2Headers(false);
        headers.status(OK);
        headers.add(DATE_NAME, DATE);
        AsciiString[] all = fields[number];
        for (int i = 0; i < all.length; i += 2) {
            headers.add(all[i], all[i + 1]);
        }
        headers.addInt(LENGTH_NAME, LENGTH);
        encoder.encodeHeaders(1, headers, block);
        return block.readableBytes();
    }
}
