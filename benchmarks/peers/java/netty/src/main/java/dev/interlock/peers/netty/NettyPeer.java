package dev.interlock.peers.netty;

import dev.interlock.peers.common.ShopRoute;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import java.util.function.Consumer;

/**
 * Serves the shop with Netty's codecs and handwritten handlers, on epoll. HttpServerCodec serves HTTP/1.1, and
 * Http2ConnectionHandler serves HTTP/2, without child channels.
 */
public final class NettyPeer {
    private static final int BACKLOG = 1024;
    private static final int MAX_BODY = 1 << 20;

    private final ShopService shop = new ShopService(new RouteTree(ShopRoute.all()));
    private final ServerBootstrap server = new ServerBootstrap()
            .group(new MultiThreadIoEventLoopGroup(EpollIoHandler.newFactory()))
            .channel(EpollServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true);

    private NettyPeer() {}

    public static void main(String[] arguments) throws Exception {
        NettyPeer peer = new NettyPeer();
        String h2cPort = System.getenv("H2C_PORT");
        if (h2cPort != null) {
            SslContext tls = Alpn.context(System.getenv("TLS_CERTIFICATE"), System.getenv("TLS_KEY"));
            peer.bind(h2cPort, peer::addHttp2);
            peer.bind(
                    System.getenv("TLS_PORT"),
                    pipeline -> pipeline.addLast(
                            tls.newHandler(pipeline.channel().alloc()), new Alpn(peer::addHttp1, peer::addHttp2)));
        }
        peer.bind(arguments[0], peer::addHttp1).closeFuture().sync();
    }

    private Channel bind(String port, Consumer<ChannelPipeline> handlers) throws InterruptedException {
        return server.clone()
                .childHandler(initializer(handlers))
                .bind("127.0.0.1", Integer.parseInt(port))
                .sync()
                .channel();
    }

    private static ChannelHandler initializer(Consumer<ChannelPipeline> handlers) {
        return new ChannelInitializer<SocketChannel>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                handlers.accept(channel.pipeline());
            }
        };
    }

    private void addHttp1(ChannelPipeline pipeline) {
        pipeline.addLast(new HttpServerCodec(), new HttpObjectAggregator(MAX_BODY), new ShopHandler(shop));
    }

    private void addHttp2(ChannelPipeline pipeline) {
        pipeline.addLast(new ShopStreams.Builder(shop, MAX_BODY).build());
    }
}
