package dev.interlock.replay.http;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Event loops on epoll, or on JDK selectors where epoll is not available. */
public final class EventLoops implements AutoCloseable {
    private static final long LONGEST_CLOSE = 2000;

    private final EventLoopGroup group;
    private final List<EventLoop> loops = new ArrayList<>();

    public EventLoops(int number) {
        group = new MultiThreadIoEventLoopGroup(
                number,
                new DefaultThreadFactory("replay-loop", true),
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        for (int i = 0; i < number; i++) {
            loops.add(group.next());
        }
    }

    public List<EventLoop> all() {
        return loops;
    }

    static Class<? extends Channel> channelType() {
        return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    static Class<? extends ServerChannel> serverChannelType() {
        return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** Closes all connections, and stops the threads. */
    @Override
    public void close() {
        group.shutdownGracefully(0, LONGEST_CLOSE, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(LONGEST_CLOSE, TimeUnit.MILLISECONDS);
    }
}
