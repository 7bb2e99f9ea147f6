package dev.interlock.internal.engine;

import dev.interlock.internal.transport.SocketLink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Link of a {@link Simulation} without a queue, like {@link SocketLink}. It sends only the bytes that the kernel
 * accepts at once. At any write, and between writes, it may move its connection to a {@link SimulatedLink} of the same
 * socket. It counts the calls that come after the move.
 */
final class SimulatedSocket implements Link, SocketWriter {
    private final SimulatedLink socket;
    private final Runnable clientReset;
    private final SendBuffers sendBuffers;
    private final Random random;
    private @Nullable Connection connection;
    private boolean hasMoved;

    /** Number of calls after the move. */
    int lateCalls;

    /**
     * @param socket link with the state of the socket, to which the connection may move
     * @param clientReset task that resets the connection for the client
     */
    SimulatedSocket(SimulatedLink socket, Runnable clientReset, SendBuffers sendBuffers, Random random) {
        this.socket = socket;
        this.clientReset = clientReset;
        this.sendBuffers = sendBuffers;
        this.random = random;
    }

    /** Sets the connection that uses the link. */
    void opened(Connection opened) {
        connection = opened;
    }

    /** Whether the link may move its connection outside of a write. */
    boolean canMove() {
        return !hasMoved && !socket.isClosed();
    }

    /** Moves the connection. Its client may reset it at the same moment. */
    @Nullable
    Link move() {
        if (socket.isClosed()) {
            return null;
        }
        if (random.nextInt(200) == 0) {
            clientReset.run();
            return null;
        }
        hasMoved = true;
        Objects.requireNonNull(connection).moveTo(socket);
        return socket;
    }

    private SimulatedLink socket() {
        if (hasMoved) {
            lateCalls++;
        }
        return socket;
    }

    @Override
    public int send(ByteBuf bytes) throws IOException {
        int readable = bytes.readableBytes();
        int most = random.nextInt(8) == 0 ? random.nextInt(readable + 1) : readable;
        return socket.kernelTakes(bytes, most);
    }

    @Override
    public SocketAddress remoteAddress() {
        return socket().remoteAddress();
    }

    @Override
    public int heapBytes() {
        return socket().heapBytes() / 2;
    }

    @Override
    public ByteBufAllocator allocator() {
        return socket().allocator();
    }

    @Override
    public SendBuffers sendBuffers() {
        return sendBuffers;
    }

    @Override
    public void execute(Runnable task) {
        socket().execute(task);
    }

    @Override
    public void setReading(boolean wanted) {
        socket().setReading(wanted);
    }

    @Override
    public boolean isWritable() {
        return !socket().isClosed();
    }

    @Override
    public void send(Outbound gathered) {
        if (sendAtOnce(gathered)) {
            return;
        }
        Link next = move();
        if (next == null) {
            gathered.release();
        } else {
            next.send(gathered);
        }
    }

    @Override
    public boolean sendAtOnce(Outbound gathered) {
        if (socket().isClosed()) {
            return false;
        }
        try {
            return gathered.sendTo(this);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Future<?> sendAll(Outbound gathered) {
        Link next = socket().isClosed() ? null : move();
        if (next == null) {
            gathered.release();
            return ImmediateEventExecutor.INSTANCE.newFailedFuture(new ClosedChannelException());
        }
        return next.sendAll(gathered);
    }

    @Override
    public boolean isOpen() {
        return socket().isOpen();
    }

    @Override
    public long unsent() {
        return socket().unsent();
    }

    @Override
    public void shutDownOutput() {
        socket().shutDownOutput();
    }

    @Override
    public void close() {
        socket().close();
    }

    @Override
    public void reset() {
        socket().reset();
    }

    @Override
    public void failed(Throwable cause) {
        socket().failed(cause);
    }
}
