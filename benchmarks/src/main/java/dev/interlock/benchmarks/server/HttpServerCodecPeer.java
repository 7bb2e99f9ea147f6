package dev.interlock.benchmarks.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;

/**
 * A hand-written Netty server on one event loop. Its pipeline has {@link HttpServerCodec} and a handler whose response
 * is a constant. If requests arrive together, it flushes their responses together.
 */
// Nobody looks at the future of a write, because a failed write closes its channel.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpServerCodecPeer {
    private static final byte[] BODY = "Hello, World!".getBytes(US_ASCII);
    private static final int BACKLOG = 1024;

    private HttpServerCodecPeer() {}

    /**
     * Serves until the process is terminated. The arguments are the transport ({@code epoll} or {@code io_uring}) and
     * the port.
     */
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[1]);
        if (arguments[0].equals("io_uring")) {
            start(port, IoUringIoHandler.newFactory(), IoUringServerSocketChannel.class);
        } else {
            start(port, EpollIoHandler.newFactory(), EpollServerSocketChannel.class);
        }
    }

    static int port(Channel server) {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /**
     * Listens on a port, or on a free port if the port is 0. To stop the server, the caller shuts down the channel's
     * event loop.
     */
    static Channel start(int port, IoHandlerFactory loops, Class<? extends ServerChannel> type) {
        return new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, loops))
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new Constant());
                    }
                })
                .bind("127.0.0.1", port)
                .syncUninterruptibly()
                .channel();
    }

    private static final class Constant extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof LastHttpContent) {
                context.write(response(), context.voidPromise());
            }
            ReferenceCountUtil.release(message);
        }

        private static FullHttpResponse response() {
            ByteBuf body = Unpooled.wrappedBuffer(BODY);
            FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body);
            response.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.TEXT_PLAIN)
                    .setInt(HttpHeaderNames.CONTENT_LENGTH, BODY.length);
            return response;
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
