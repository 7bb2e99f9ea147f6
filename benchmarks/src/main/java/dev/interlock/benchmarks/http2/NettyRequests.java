package dev.interlock.benchmarks.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;

/** Reads requests with Netty's codec into its headers. As by default, it validates names and pseudo-header fields. */
final class NettyRequests extends Http2FrameAdapter {
    private static final int LIST_BYTES = 16 * 1024;

    private final ByteBuf[] blocks = new ByteBuf[Requests.COUNT];
    private final ByteBuf[] frames = new ByteBuf[Requests.COUNT];
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(true, LIST_BYTES);
    private final DefaultHttp2FrameReader reader = new DefaultHttp2FrameReader(decoder);
    private final ChannelHandlerContext context;
    private int seen;

    NettyRequests(Requests requests) {
        for (int i = 0; i < Requests.COUNT; i++) {
            blocks[i] = direct(requests.blocks[i]);
            frames[i] = direct(requests.frames[i]);
        }
        context = new EmbeddedChannel(new ChannelInboundHandlerAdapter())
                .pipeline()
                .firstContext();
    }

    private static ByteBuf direct(byte[] bytes) {
        return Unpooled.directBuffer(bytes.length).writeBytes(bytes);
    }

    int head(int number) throws Http2Exception {
        ByteBuf block = blocks[number];
        Http2Headers headers = decoder.decodeHeaders(1, block);
        block.readerIndex(0);
        return headers.path().length();
    }

    int frames(int number) throws Http2Exception {
        ByteBuf wire = frames[number];
        seen = 0;
        while (wire.isReadable()) {
            reader.readFrame(context, wire, this);
        }
        wire.readerIndex(0);
        return seen;
    }

    @Override
    public int onDataRead(ChannelHandlerContext each, int stream, ByteBuf data, int padding, boolean end) {
        seen += data.readableBytes();
        return data.readableBytes() + padding;
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext each, int stream, Http2Headers headers, int padding, boolean end) {
        seen += headers.path().length();
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext each, int stream, int increment) {
        seen += increment;
    }
}
