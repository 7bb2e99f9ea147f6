package dev.interlock.peers.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;

/**
 * Answers the requests of one connection by HTTP/2, without a channel for each stream. If requests arrive together,
 * Http2ConnectionHandler flushes their responses together.
 */
final class ShopStreams extends Http2ConnectionHandler {
    private ShopStreams(Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
        super(decoder, encoder, settings);
    }

    /** Creates the handler of a connection. */
    static final class Builder extends AbstractHttp2ConnectionHandlerBuilder<ShopStreams, Builder> {
        private final ShopService shop;
        private final int maxBody;

        Builder(ShopService shop, int maxBody) {
            this.shop = shop;
            this.maxBody = maxBody;
            server(true);
        }

        @Override
        public ShopStreams build() {
            return super.build();
        }

        @Override
        protected ShopStreams build(
                Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
            frameListener(new Requests(shop, maxBody, encoder));
            return new ShopStreams(decoder, encoder, settings);
        }
    }

    /** A request whose body is not complete. */
    private record Pending(Http2Headers headers, ByteBuf body) {}

    /** Answers each request when it is complete. */
    private static final class Requests extends Http2FrameAdapter {
        private final ShopService shop;
        private final int maxBody;
        private final Http2ConnectionEncoder encoder;
        private final Http2Connection.PropertyKey pending;

        Requests(ShopService shop, int maxBody, Http2ConnectionEncoder encoder) {
            this.shop = shop;
            this.maxBody = maxBody;
            this.encoder = encoder;
            pending = encoder.connection().newKey();
            encoder.connection().addListener(new Http2ConnectionAdapter() {
                @Override
                public void onStreamRemoved(Http2Stream stream) {
                    Pending request = stream.getProperty(pending);
                    if (request != null) {
                        request.body.release();
                    }
                }
            });
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context,
                int stream,
                Http2Headers headers,
                int dependency,
                short weight,
                boolean exclusive,
                int padding,
                boolean isEnd) {
            onHeadersRead(context, stream, headers, padding, isEnd);
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean isEnd) {
            if (isEnd) {
                answer(context, stream, headers, Unpooled.EMPTY_BUFFER);
            } else {
                Pending request = new Pending(headers, context.alloc().buffer());
                encoder.connection().stream(stream).setProperty(pending, request);
            }
        }

        @Override
        public int onDataRead(ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean isEnd)
                throws Http2Exception {
            Pending request = encoder.connection().stream(stream).getProperty(pending);
            if (request.body.readableBytes() + data.readableBytes() > maxBody) {
                throw Http2Exception.streamError(stream, Http2Error.ENHANCE_YOUR_CALM, "Large body");
            }
            int size = data.readableBytes() + padding;
            request.body.writeBytes(data);
            if (isEnd) {
                answer(context, stream, request.headers, request.body);
            }
            return size;
        }

        private void answer(ChannelHandlerContext context, int stream, Http2Headers headers, ByteBuf body) {
            ShopService.Answer answer =
                    shop.respond(headers.method().toString(), headers.path().toString(), body);
            Http2Headers response =
                    new DefaultHttp2Headers().status(answer.status().codeAsText());
            if (!answer.type().isEmpty()) {
                response.set("content-type", answer.type());
                response.setInt("content-length", answer.body().readableBytes());
            }
            boolean isEmpty = !answer.body().isReadable();
            encoder.writeHeaders(context, stream, response, 0, isEmpty, context.newPromise());
            if (!isEmpty) {
                encoder.writeData(context, stream, answer.body(), 0, true, context.newPromise());
            }
        }
    }
}
