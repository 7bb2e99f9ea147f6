package dev.interlock.internal.transport;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * NIO listening channel that can accept connections without its selector. Used to accept the pending connections just
 * before the channel closes.
 */
final class NioListener extends NioServerSocketChannel {
    /** Accepts a pending connection, or returns null. */
    @Nullable
    Channel accept() throws IOException {
        SocketChannel accepted = javaChannel().accept();
        return accepted == null ? null : new NioSocketChannel(this, accepted);
    }
}
