package dev.interlock.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;

/** Reads the frames of responses. A frame that rejects a request or ends the connection is an error. */
abstract class Http2Responses extends Http2FrameAdapter {
    abstract void onHead(int stream, Http2Headers fields, boolean isEnd);

    abstract void onBody(int stream, ByteBuf data, boolean isEnd);

    @Override
    public final void onHeadersRead(
            ChannelHandlerContext context, int stream, Http2Headers fields, int padding, boolean isEnd) {
        onHead(stream, fields, isEnd);
    }

    @Override
    public final void onHeadersRead(
            ChannelHandlerContext context,
            int stream,
            Http2Headers fields,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean isEnd) {
        onHead(stream, fields, isEnd);
    }

    @Override
    public final int onDataRead(ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean isEnd) {
        onBody(stream, data, isEnd);
        return data.readableBytes() + padding;
    }

    @Override
    public final void onRstStreamRead(ChannelHandlerContext context, int stream, long error) {
        throw new IllegalStateException("The server resets a stream with error " + error);
    }

    @Override
    public final void onGoAwayRead(ChannelHandlerContext context, int last, long error, ByteBuf text) {
        throw new IllegalStateException("The server ends a connection with error " + error);
    }
}
