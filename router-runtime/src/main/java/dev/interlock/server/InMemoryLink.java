package dev.interlock.server;

import dev.interlock.internal.engine.Connection;
import dev.interlock.internal.engine.FifoQueue;
import dev.interlock.internal.engine.FilePart;
import dev.interlock.internal.engine.Link;
import dev.interlock.internal.engine.Outbound;
import dev.interlock.internal.engine.SendBuffers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Link to a client in the same thread. The link keeps the server's bytes until the client takes them. */
final class InMemoryLink implements Link {
    /** Number of waiting bytes at which the link stops being writable, like the high-water mark of a channel. */
    private static final int HIGH_WATER = 64 * 1024;

    private static final SocketAddress ADDRESS = InetSocketAddress.createUnresolved("memory", 0);

    private final Executor loop;
    /** Waiting buffers and parts of files. They are copied when the client takes their bytes. */
    private final FifoQueue<Object> pieces = new FifoQueue<>(2);
    /** Number of bytes in the pieces. */
    private long waiting;
    /** Current limit on the waiting bytes. At the limit, the link is not writable. */
    private long mostWaiting = HIGH_WATER;

    private boolean isOutputShut;
    private boolean isClosed;

    InMemoryLink(Executor loop) {
        this.loop = loop;
    }

    /** Removes the waiting bytes, and returns a copy of them. */
    byte[] take() {
        ByteArrayOutputStream taken = new ByteArrayOutputStream((int) waiting);
        for (Object piece = next(); piece != null; piece = next()) {
            try {
                copy(piece, taken);
            } finally {
                ReferenceCountUtil.release(piece);
            }
        }
        return taken.toByteArray();
    }

    private static void copy(Object piece, ByteArrayOutputStream into) {
        try {
            if (piece instanceof ByteBuf bytes) {
                bytes.readBytes(into, bytes.readableBytes());
            } else if (piece instanceof FilePart part) {
                copy(part, Channels.newChannel(into));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(FilePart part, WritableByteChannel into) throws IOException {
        long done = 0;
        while (done < part.count()) {
            long count = part.file().transferTo(part.position() + done, part.count() - done, into);
            if (count <= 0) {
                throw new EOFException("A file has become shorter while it was sent");
            }
            done += count;
        }
    }

    /** Removes the waiting bytes, and returns their number. Allocates nothing. */
    long drop() {
        long dropped = waiting;
        for (Object piece = next(); piece != null; piece = next()) {
            ReferenceCountUtil.release(piece);
        }
        return dropped;
    }

    private @Nullable Object next() {
        Object piece = pieces.poll();
        if (piece == null) {
            waiting = 0;
            mostWaiting = HIGH_WATER;
        }
        return piece;
    }

    /** Makes room for more bytes, as if the client had read the waiting bytes. */
    void widen() {
        mostWaiting = waiting + HIGH_WATER;
    }

    /** Returns whether the connection or its direction to the client is closed. */
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
        // The client can send at any time, so there is nothing to switch.
    }

    @Override
    public boolean isWritable() {
        return !isClosed && waiting < mostWaiting;
    }

    @Override
    public void send(Outbound gathered) {
        for (Object piece = gathered.next(); piece != null; piece = gathered.next()) {
            if (isClosed) {
                ReferenceCountUtil.release(piece);
            } else {
                waiting += piece instanceof ByteBuf bytes ? bytes.readableBytes() : ((FilePart) piece).count();
                pieces.add(piece);
            }
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
    public boolean isOpen() {
        return !isClosed;
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
