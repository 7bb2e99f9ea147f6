package dev.interlock.server;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Netty channel. Bytes take the direct way to the socket if there is one and nothing else waits, else they go through
 * the channel.
 */
// A failed write fails its channel, which reports the failure, and the close, to the connection.
@SuppressWarnings("FutureReturnValueIgnored")
final class ChannelLink implements Link {
    /** Measured: 3,040 bytes on NIO, and 2,856 on io_uring. */
    static final int HEAP_BYTES = 3584;

    private final ChannelHandlerContext context;
    private final Channel channel;
    private final @Nullable DirectSocket direct;

    /** @param direct direct way to the socket, or null */
    ChannelLink(ChannelHandlerContext context, @Nullable DirectSocket direct) {
        this.context = context;
        this.direct = direct;
        channel = context.channel();
    }

    @Override
    public SocketAddress remoteAddress() {
        return channel.remoteAddress();
    }

    @Override
    public int heapBytes() {
        return HEAP_BYTES;
    }

    @Override
    public ByteBufAllocator allocator() {
        return context.alloc();
    }

    @Override
    public @Nullable SendBuffers sendBuffers() {
        return direct == null ? null : direct.sendBuffers();
    }

    @Override
    public void execute(Runnable task) {
        channel.eventLoop().execute(task);
    }

    @Override
    public void setReading(boolean wanted) {
        channel.config().setAutoRead(wanted);
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void send(Outbound gathered) {
        if (!sendAtOnce(gathered)) {
            gathered.writeTo(context, context.voidPromise(), isQueued());
            context.flush();
        }
    }

    @Override
    public boolean sendAtOnce(Outbound gathered) {
        ChannelOutboundBuffer waiting = waiting();
        if (direct == null || waiting == null || !waiting.isEmpty()) {
            return false;
        }
        try {
            return gathered.sendTo(direct);
        } catch (IOException | RuntimeException e) {
            failed(e);
            return false;
        }
    }

    @Override
    public Future<?> sendAll(Outbound gathered) {
        gathered.writeTo(context, context.voidPromise(), isQueued());
        return context.writeAndFlush(Unpooled.EMPTY_BUFFER);
    }

    @Override
    public long unsent() {
        ChannelOutboundBuffer waiting = waiting();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes() - waiting.currentProgress();
    }

    /** Whether the channel still holds unsent bytes. */
    private boolean isQueued() {
        ChannelOutboundBuffer waiting = waiting();
        return waiting != null && !waiting.isEmpty();
    }

    private @Nullable ChannelOutboundBuffer waiting() {
        return channel.unsafe().outboundBuffer();
    }

    @Override
    public void shutDownOutput() {
        ((DuplexChannel) channel).shutdownOutput();
        // The end of the client's half then closes the channel. Shutting down that half first would throw, as the
        // client has gone.
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
    }

    @Override
    public void close() {
        context.close();
    }

    @Override
    public void reset() {
        try {
            if (channel.isOpen()) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
        } finally {
            context.close();
        }
    }

    @Override
    public void failed(Throwable cause) {
        context.pipeline().fireExceptionCaught(cause);
    }
}
