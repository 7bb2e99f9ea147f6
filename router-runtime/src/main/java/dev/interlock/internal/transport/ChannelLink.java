package dev.interlock.internal.transport;

import dev.interlock.internal.engine.FilePart;
import dev.interlock.internal.engine.Link;
import dev.interlock.internal.engine.Outbound;
import dev.interlock.internal.engine.SendBuffers;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Link over a Netty channel. All bytes pass through its pipeline and wait in its queue. */
// A failed write closes the channel. The channel then reports the failure and the close to the connection.
@SuppressWarnings("FutureReturnValueIgnored")
public class ChannelLink implements Link {
    /**
     * Bytes of the link and of its connection while they are idle. Measurements showed 3,040 on NIO and 2,856 on
     * io_uring.
     */
    static final int HEAP_BYTES = 3584;

    final ChannelHandlerContext context;
    final Channel channel;
    private final SocketAddress remoteAddress;

    /** @param context context of the handler that calls the connection */
    ChannelLink(ChannelHandlerContext context, SocketAddress remoteAddress) {
        this.context = context;
        this.remoteAddress = remoteAddress;
        channel = context.channel();
    }

    @Override
    public SocketAddress remoteAddress() {
        return remoteAddress;
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
        return null;
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
        write(gathered);
        context.flush();
    }

    private void write(Outbound gathered) {
        ChannelPromise promise = context.voidPromise();
        boolean queued = isQueued();
        Object piece;
        while ((piece = queued ? gathered.nextTight() : gathered.next()) != null) {
            context.write(piece instanceof FilePart part ? region(part) : piece, promise);
        }
    }

    /** Region that releases its part of the file. A usual region would close the file, which others may still read. */
    private static final class Region extends DefaultFileRegion {
        private final FilePart part;

        Region(FilePart part) {
            super(part.file(), part.position(), part.count());
            this.part = part;
        }

        @Override
        protected void deallocate() {
            part.release();
        }
    }

    private static DefaultFileRegion region(FilePart part) {
        DefaultFileRegion region = null;
        try {
            region = new Region(part);
            return region;
        } finally {
            if (region == null) {
                part.release();
            }
        }
    }

    /** Sends nothing and returns false, because only the queue knows how many bytes the kernel takes. */
    @Override
    public boolean sendAtOnce(Outbound gathered) {
        return false;
    }

    @Override
    public Future<?> sendAll(Outbound gathered) {
        write(gathered);
        return context.writeAndFlush(Unpooled.EMPTY_BUFFER);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public long unsent() {
        ChannelOutboundBuffer waiting = waiting();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes() - waiting.currentProgress();
    }

    /** Returns whether the channel still holds unsent bytes. */
    private boolean isQueued() {
        ChannelOutboundBuffer waiting = waiting();
        return waiting != null && !waiting.isEmpty();
    }

    /** Returns the queue of the channel, or null after the channel or its output was closed. */
    private @Nullable ChannelOutboundBuffer waiting() {
        return channel.unsafe().outboundBuffer();
    }

    @Override
    public void shutDownOutput() {
        ((DuplexChannel) channel).shutdownOutput();
        // From now on, the channel closes as soon as the client closes its half. Otherwise Netty would shut down the
        // client's half first, which throws if the client has left.
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
