package dev.interlock.server;

import dev.interlock.bytes.ByteWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.FileRegion;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Link whose client is in the same thread: sent bytes wait in an array until they are taken. */
final class InMemoryLink implements Link {
    /** As of a channel. */
    private static final int HIGH_WATER = 64 * 1024;

    private static final SocketAddress ADDRESS = InetSocketAddress.createUnresolved("memory", 0);

    private final Executor loop;
    private final ByteWriter sent = new ByteWriter(0);
    private final WritableByteChannel target = new Target(sent);
    /** The link takes no more bytes while so many wait. */
    private int mostWaiting = HIGH_WATER;

    private boolean isOutputShut;
    private boolean isClosed;

    InMemoryLink(Executor loop) {
        this.loop = loop;
    }

    /** Bytes that were sent and not taken. */
    ByteWriter sent() {
        return sent;
    }

    /** Forgets the sent bytes, which the client has taken. */
    void take() {
        sent.clear();
        mostWaiting = HIGH_WATER;
    }

    /** Takes as many bytes again as it did at first, as if the client had read the ones that wait. */
    void widen() {
        mostWaiting = sent.length() + HIGH_WATER;
    }

    /** Whether the client has seen the end of the connection, or will with its next read. */
    boolean isOver() {
        return isClosed || isOutputShut;
    }

    @Override
    public SocketAddress remoteAddress() {
        return ADDRESS;
    }

    @Override
    public int heapBytes() {
        return 0;
    }

    @Override
    public ByteBufAllocator allocator() {
        return PooledByteBufAllocator.DEFAULT;
    }

    @Override
    public @Nullable SendBuffers sendBuffers() {
        return null;
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public void setReading(boolean wanted) {
        // The client may always send.
    }

    @Override
    public boolean isWritable() {
        return !isClosed && sent.length() < mostWaiting;
    }

    @Override
    public void send(Outbound gathered) {
        for (Object piece = gathered.next(); piece != null; piece = gathered.next()) {
            try {
                if (!isClosed) {
                    append(piece);
                }
            } finally {
                ReferenceCountUtil.release(piece);
            }
        }
    }

    private void append(Object piece) {
        if (piece instanceof ByteBuf bytes) {
            int count = bytes.readableBytes();
            int from = sent.extend(count);
            bytes.readBytes(sent.array(), from, count);
        } else {
            append((FileRegion) piece);
        }
    }

    private void append(FileRegion file) {
        try {
            while (file.transferred() < file.count()) {
                file.transferTo(target, file.transferred());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Channel that appends to the sent bytes. */
    private record Target(ByteWriter sent) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer source) {
            int count = source.remaining();
            int from = sent.extend(count);
            source.get(sent.array(), from, count);
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // There is nothing to free.
        }
    }

    @Override
    public boolean sendAtOnce(Outbound gathered) {
        send(gathered);
        return !isClosed;
    }

    @Override
    public Future<?> sendAll(Outbound gathered) {
        send(gathered);
        return isClosed
                ? ImmediateEventExecutor.INSTANCE.newFailedFuture(new ClosedChannelException())
                : ImmediateEventExecutor.INSTANCE.newSucceededFuture(null);
    }

    @Override
    public long unsent() {
        return 0;
    }

    @Override
    public void shutDownOutput() {
        isOutputShut = true;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    @Override
    public void reset() {
        isClosed = true;
    }

    @Override
    public void failed(Throwable cause) {
        Connection.log(ADDRESS, cause);
        isClosed = true;
    }
}
