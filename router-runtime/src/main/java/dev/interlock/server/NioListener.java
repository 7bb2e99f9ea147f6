package dev.interlock.server;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Listening channel of NIO which can accept outside of its selector, so that nothing comes between that and its end. */
final class NioListener extends NioServerSocketChannel {
    /** Accepts a connection that is ready; null if there is none. */
    @Nullable
    Channel accept() throws IOException {
        SocketChannel accepted = javaChannel().accept();
        return accepted == null ? null : new NioSocketChannel(this, accepted);
    }
}
