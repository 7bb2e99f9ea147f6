package dev.interlock.internal.engine;

import dev.interlock.internal.transport.ChannelLink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Link of a {@link Simulation} with a queue, like {@link ChannelLink}. Its kernel has a buffer of a few bytes for each
 * direction, and the simulation decides when its client reads.
 */
final class SimulatedLink implements Link {
    /** High-water mark of the queue. Both water marks are Netty's defaults. */
    private static final int HIGH_WATER = 64 * 1024;

    private static final int LOW_WATER = 32 * 1024;

    private final ByteBufAllocator allocator;
    private final SimulatedLoop loop;
    private int kernelBytes;
    private final Deque<ByteBuf> queue = new ArrayDeque<>();
    private final List<Sending> sending = new ArrayList<>();
    /** Bytes that the kernel holds for the client. */
    private final Pipe toClient = new Pipe();
    /** Bytes that the kernel holds for the server. */
    private final Pipe toServer = new Pipe();

    private long queued;
    private long written;
    private boolean writable = true;
    private boolean reading = true;
    private boolean isOutputShut;
    private boolean hasClientEnded;
    private boolean isEndReported;
    private boolean isClosed;
    private boolean isReset;
    private boolean isCloseReported;
    /** Whether the link must notify its connection that it takes more bytes. */
    private boolean isResumeDue;

    @Nullable
    Throwable failure;

    /** Bytes on their way. */
    private static final class Pipe {
        private byte[] bytes = new byte[256];
        private int from;
        private int to;

        int size() {
            return to - from;
        }

        void write(byte[] source, int start, int count) {
            if (to + count > bytes.length) {
                byte[] larger = new byte[Math.max(bytes.length, 2 * (size() + count))];
                System.arraycopy(bytes, from, larger, 0, size());
                bytes = larger;
                to -= from;
                from = 0;
            }
            System.arraycopy(source, start, bytes, to, count);
            to += count;
        }

        byte[] read(int most) {
            int count = Math.min(most, size());
            from += count;
            return Arrays.copyOfRange(bytes, from - count, from);
        }

        void clear() {
            from = to;
        }
    }

    /** A write that completes once the link has passed on a number of bytes. */
    private record Sending(long end, Promise<Void> promise) {}

    /** @param kernelBytes bytes that the kernel takes in each direction */
    SimulatedLink(ByteBufAllocator allocator, SimulatedLoop loop, int kernelBytes) {
        this.allocator = allocator;
        this.loop = loop;
        this.kernelBytes = kernelBytes;
    }

    // The methods below are events of the client and the kernel.

    int roomForClient() {
        return isClosed || hasClientEnded ? 0 : kernelBytes - toServer.size();
    }

    void clientSends(byte[] bytes, int from, int to) {
        toServer.write(bytes, from, to - from);
    }

    void clientEnds() {
        hasClientEnded = true;
    }

    /** Resets the connection for the client. */
    void clientResets() {
        isReset = true;
        shut();
    }

    boolean isReadable() {
        return !isClosed && reading && toServer.size() > 0;
    }

    /** Lets the server read some of the arrived bytes. */
    byte[] serverReads(int most) {
        return toServer.read(most);
    }

    /** Whether the server has read all bytes of the client, and waits for more. */
    boolean isRead() {
        return isServing() && reading && toServer.size() == 0 && toClient.size() == 0 && queue.isEmpty();
    }

    /** Whether the server has neither ended the connection nor announced its end. */
    boolean isServing() {
        return !isClosed && !isOutputShut;
    }

    boolean isEndDue() {
        return !isClosed && reading && hasClientEnded && !isEndReported && toServer.size() == 0;
    }

    void reportEnd() {
        isEndReported = true;
    }

    boolean isCloseDue() {
        return isClosed && !isCloseReported;
    }

    void reportClose() {
        isCloseReported = true;
    }

    boolean isResumeDue() {
        return isResumeDue && !isClosed;
    }

    void reportResume() {
        isResumeDue = false;
    }

    /** Returns the number of bytes that the client can read. */
    int readableByClient() {
        return toClient.size();
    }

    /** Whether bytes are on their way to the client. */
    boolean hasOutput() {
        return toClient.size() > 0 || !queue.isEmpty();
    }

    byte[] clientReads(int most) {
        return toClient.read(most);
    }

    /** Returns the number of bytes that the kernel has accepted. */
    long written() {
        return written;
    }

    /** Gives the kernel as much room as it needs. */
    void widen() {
        kernelBytes = Integer.MAX_VALUE;
    }

    boolean wasReset() {
        return isReset;
    }

    boolean isClosed() {
        return isClosed;
    }

    boolean isCloseReported() {
        return isCloseReported;
    }

    /** Whether the kernel would take queued bytes. */
    boolean canFlush() {
        return !isClosed && !queue.isEmpty() && toClient.size() < kernelBytes;
    }

    /** Passes some of the queued bytes to the kernel. */
    void flush(int most) {
        int left = most;
        while (left > 0 && canFlush()) {
            ByteBuf first = queue.getFirst();
            int count = Math.min(left, Math.min(first.readableBytes(), kernelBytes - toClient.size()));
            take(first, count);
            queued -= count;
            left -= count;
            if (!first.isReadable()) {
                queue.removeFirst().release();
            }
        }
        if (!writable && queued < LOW_WATER) {
            writable = true;
            isResumeDue = true;
        }
        for (Sending each : List.copyOf(sending)) {
            // A listener of an earlier promise may close the link, which fails the later ones.
            if (each.end <= written && sending.remove(each)) {
                each.promise.setSuccess(null);
            }
        }
    }

    /** Passes some bytes to the kernel without the queue. Leaves them in the buffer, and returns their number. */
    int kernelTakes(ByteBuf bytes, int most) {
        int count = Math.min(most, kernelBytes - toClient.size());
        take(bytes.duplicate(), count);
        return count;
    }

    private void take(ByteBuf from, int count) {
        byte[] bytes = new byte[count];
        from.readBytes(bytes);
        toClient.write(bytes, 0, count);
        written += count;
    }

    /** Describes the link for messages. */
    String state() {
        return (isClosed ? isReset ? "reset" : "closed" : reading ? "reading" : "not reading")
                + (writable ? "" : ", not writable") + (isOutputShut ? ", output shut" : "") + ", queued " + queued
                + ", kernel holds " + toServer.size() + " and " + toClient.size();
    }

    private void shut() {
        if (!isClosed) {
            isClosed = true;
            queue.forEach(ByteBuf::release);
            queue.clear();
            queued = 0;
            List<Sending> failed = List.copyOf(sending);
            sending.clear();
            // Fails the promises later, because a link must not run callbacks while one of its methods runs.
            failed.forEach(each -> loop.execute(() -> each.promise.setFailure(new ClosedChannelException())));
        }
    }

    private void enqueue(Outbound gathered) {
        for (Object piece = gathered.next(); piece != null; piece = gathered.next()) {
            ByteBuf bytes = (ByteBuf) piece;
            if (isClosed || !bytes.isReadable()) {
                bytes.release();
            } else {
                queued += bytes.readableBytes();
                queue.add(bytes);
            }
        }
        if (queued > HIGH_WATER) {
            writable = false;
        }
    }

    // The connection calls the methods below.

    @Override
    public SocketAddress remoteAddress() {
        return InetSocketAddress.createUnresolved("client", 1);
    }

    @Override
    public int heapBytes() {
        return 1024;
    }

    @Override
    public ByteBufAllocator allocator() {
        return allocator;
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
        reading = wanted;
    }

    @Override
    public boolean isWritable() {
        return !isClosed && writable;
    }

    @Override
    public void send(Outbound gathered) {
        enqueue(gathered);
    }

    @Override
    public boolean sendAtOnce(Outbound gathered) {
        return false;
    }

    @Override
    public Future<?> sendAll(Outbound gathered) {
        if (isClosed) {
            gathered.release();
            return ImmediateEventExecutor.INSTANCE.newFailedFuture(new ClosedChannelException());
        }
        enqueue(gathered);
        Promise<Void> promise = ImmediateEventExecutor.INSTANCE.newPromise();
        if (queue.isEmpty()) {
            return promise.setSuccess(null);
        }
        sending.add(new Sending(written + queued, promise));
        return promise;
    }

    @Override
    public boolean isOpen() {
        return !isClosed;
    }

    @Override
    public long unsent() {
        return queued;
    }

    @Override
    public void shutDownOutput() {
        isOutputShut = true;
    }

    @Override
    public void close() {
        shut();
    }

    @Override
    public void reset() {
        if (!isClosed) {
            isReset = true;
            toClient.clear();
        }
        shut();
    }

    @Override
    public void failed(Throwable cause) {
        failure = cause;
        shut();
    }
}
