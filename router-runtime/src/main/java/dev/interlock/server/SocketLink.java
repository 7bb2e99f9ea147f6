package dev.interlock.server;

import dev.interlock.log.ServerLog;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetConnectedException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Socket without a channel, on epoll. It reads received bytes, sends responses as long as the kernel takes them at
 * once, and closes: most connections need no more. Everything else has to wait for the kernel; the link then makes a
 * channel of the socket, once.
 *
 * <p>A channel costs a connection seven system calls besides its usual six, and more than a kilobyte.
 *
 * <p>Used by the thread of its event loop alone, except the methods of {@link Accepted}.
 */
// Other callbacks report a failed registration and a close.
@SuppressWarnings({"FutureReturnValueIgnored", "try"})
final class SocketLink implements Accepted, Link, SocketWriter, EpollIoHandle {
    private static final Logger LOG = ServerLog.of(SocketLink.class);
    private static final EpollIoOps NOT_READING = EdgeTriggered.of(EpollIoOps.EPOLLRDHUP);
    private static final EpollIoOps READING = EdgeTriggered.of(EpollIoOps.EPOLLRDHUP.with(EpollIoOps.EPOLLIN));

    /** Measured: 1,569 bytes. */
    private static final int HEAP_BYTES = 2048;

    private final FileDescriptor socket;
    private final SocketAddress remoteAddress;
    private final ConnectionOpener opener;
    private final EventLoop loop;
    private final DirectIoHandler io;
    private final LoopTask end = new LoopTask() {
        @Override
        void perform() {
            over();
        }
    };
    private Runnable whenClosed = () -> {};
    private @Nullable IoRegistration registration;
    private @Nullable Connection connection;
    private boolean reading = true;
    private boolean closed;
    /** Whether the event loop was given the task that ends the connection. */
    private boolean ending;
    /** Channel that owns the socket from now on, or null. */
    private @Nullable ChannelLink channel;

    /** @param io I/O handler of the loop */
    SocketLink(
            FileDescriptor socket,
            SocketAddress remoteAddress,
            ConnectionOpener opener,
            EventLoop loop,
            DirectIoHandler io) {
        this.socket = socket;
        this.remoteAddress = remoteAddress;
        this.opener = opener;
        this.loop = loop;
        this.io = io;
    }

    @Override
    public SocketAddress remoteAddress() {
        return remoteAddress;
    }

    @Override
    public int heapBytes() {
        return channel == null ? HEAP_BYTES : ChannelLink.HEAP_BYTES;
    }

    @Override
    public void whenClosed(Runnable task) {
        whenClosed = task;
    }

    @Override
    public void open() {
        try {
            opener.hand(loop, this::register);
        } catch (RejectedExecutionException e) {
            // The server has been closed meanwhile.
            LOG.debug("A connection was not given to an event loop", e);
            discard();
        }
    }

    private void register() {
        try {
            IoRegistration added = io.add(this);
            registration = added;
            added.submit(READING);
            connection = opener.open(this, loop);
        } catch (Throwable failure) {
            // A connection outside of the list has no time limits, so it must not stay open.
            failed(failure);
        }
    }

    @Override
    public void discard() {
        ending = true;
        closeSocket();
        whenClosed.run();
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }

    @Override
    public void handle(IoRegistration self, IoEvent event) {
        // Epoll may have reported it before it was closed, in the same turn.
        if (closed || channel != null) {
            return;
        }
        try {
            EpollIoOps ops = ((EpollIoEvent) event).ops();
            if (ops.value() == EpollIoOps.EPOLLIN.value()) {
                read();
            } else if (ops.contains(EpollIoOps.EPOLLERR)) {
                // The client has reset the connection. Its last requests, which may not have been read, are not begun.
                LOG.debug("The connection from {} was reset", remoteAddress);
                close();
            } else {
                readToTheEnd();
            }
        } catch (Throwable failure) {
            // Never thrown: Netty would lose the epoll events of other sockets, and epoll reports each only once.
            failed(failure);
        }
    }

    /** Reads once, for the batch. Returns the result of {@link FileDescriptor#readAddress}. */
    private int read() throws IOException {
        Batch batch = io.batch();
        ByteBuf buffer = batch.room();
        int from = batch.filled();
        int to = buffer.capacity();
        int count = buffer.hasMemoryAddress()
                ? socket.readAddress(buffer.memoryAddress(), from, to)
                : socket.read(buffer.internalNioBuffer(from, to - from), from, to);
        if (count > 0) {
            batch.add(connection(), count);
            if (from + count == to) {
                ask();
            }
        } else if (count < 0) {
            batch.complete();
            connection().inputEnded();
        }
        return count;
    }

    /** Handles the event that the client has closed its half, or the whole connection. Epoll reports it only once. */
    private void readToTheEnd() throws IOException {
        int count = 1;
        while (count > 0 && reading && !closed && channel == null) {
            count = read();
            io.batch().complete();
        }
        if (count > 0 && !closed) {
            // The connection does not want to read now, but must still learn of the end.
            useChannel();
        }
    }

    /** Arms epoll again, which then checks the socket anew. */
    private void ask() {
        IoRegistration current = registration;
        if (current != null && !closed && channel == null) {
            current.submit(reading ? READING : NOT_READING);
        }
    }

    private Connection connection() {
        Connection current = connection;
        if (current == null) {
            throw new IllegalStateException("The socket is not registered");
        }
        return current;
    }

    @Override
    public ByteBufAllocator allocator() {
        return ByteBufAllocator.DEFAULT;
    }

    @Override
    public SendBuffers sendBuffers() {
        return io.sendBuffers();
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public void setReading(boolean wanted) {
        reading = wanted;
        if (channel == null) {
            ask();
        } else {
            channel.setReading(wanted);
        }
    }

    @Override
    public boolean isWritable() {
        return channel == null ? !closed : channel.isWritable();
    }

    @Override
    public void send(Outbound gathered) {
        if (!sendAtOnce(gathered)) {
            if (closed) {
                gathered.release();
            } else {
                useChannel().send(gathered);
            }
        }
    }

    @Override
    public boolean sendAtOnce(Outbound gathered) {
        if (channel != null) {
            return channel.sendAtOnce(gathered);
        }
        try {
            return !closed && gathered.sendTo(this);
        } catch (IOException | RuntimeException e) {
            failed(e);
            return false;
        }
    }

    @Override
    public int send(ByteBuf bytes) throws IOException {
        int from = bytes.readerIndex();
        int to = bytes.writerIndex();
        return bytes.hasMemoryAddress()
                ? socket.writeAddress(bytes.memoryAddress(), from, to)
                : socket.write(bytes.internalNioBuffer(from, to - from), from, to);
    }

    @Override
    public Future<?> sendAll(Outbound gathered) {
        if (closed) {
            gathered.release();
            return loop.newFailedFuture(new ClosedChannelException());
        }
        return useChannel().sendAll(gathered);
    }

    @Override
    public long unsent() {
        return channel == null ? 0 : channel.unsent();
    }

    @Override
    public void shutDownOutput() {
        if (channel != null) {
            channel.shutDownOutput();
            return;
        }
        if (closed) {
            return;
        }
        try {
            rich().shutdown(false, true);
        } catch (IOException | NotYetConnectedException e) {
            // Netty's word for a socket that was reset.
            LOG.debug("The connection from {} broke", remoteAddress, e);
            close();
        }
    }

    /**
     * The socket with all operations of Netty. Not a field, as creating it makes a system call to find the socket's
     * family.
     */
    private Socket rich() {
        return new Socket(socket.intValue());
    }

    @Override
    public void close() {
        if (channel != null) {
            channel.close();
        } else if (!ending) {
            ending = true;
            try {
                closeSocket();
            } finally {
                opener.execute(loop, end);
            }
        }
    }

    /**
     * Closes the socket first, so that epoll forgets it. The registration then finds it closed and makes no system call
     * for that.
     */
    private void closeSocket() {
        closed = true;
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("The connection from {} was not closed well", remoteAddress, e);
        }
        if (registration != null) {
            registration.cancel();
        }
    }

    private void over() {
        try {
            if (connection != null) {
                connection.closed();
            }
        } finally {
            whenClosed.run();
        }
    }

    @Override
    public void reset() {
        if (channel != null) {
            channel.reset();
            return;
        }
        // After the close, another socket may have the same number.
        if (!closed) {
            try {
                rich().setSoLinger(0);
            } catch (IOException | RuntimeException e) {
                LOG.debug("The connection from {} is closed without a reset", remoteAddress, e);
            }
        }
        close();
    }

    @Override
    public void failed(Throwable cause) {
        if (channel != null) {
            channel.failed(cause);
        } else if (!closed) {
            try {
                Connection.log(remoteAddress, cause);
            } finally {
                close();
            }
        }
    }

    /** Channel of the socket. Creates it if there is none. */
    private ChannelLink useChannel() {
        ChannelLink current = channel;
        if (current != null) {
            return current;
        }
        try {
            return makeChannel();
        } catch (Throwable failure) {
            failed(failure);
            throw failure;
        }
    }

    private ChannelLink makeChannel() {
        Connection mine = connection();
        LoopTask gone = new LoopTask() {
            @Override
            void perform() {
                mine.closed();
            }
        };
        EpollSocketChannel made = new EpollSocketChannel(socket.intValue());
        if (registration != null) {
            registration.cancel();
        }
        made.config().setAutoRead(reading);
        opener.setUp(made, link -> {
            channel = link;
            return mine;
        });
        made.closeFuture().addListener(closing -> whenClosed.run());
        // At once, as this is its event loop.
        ChannelFuture registered = loop.register(made);
        ChannelLink current = channel;
        if (current == null) {
            // The client has gone. The closed channel reports that to its maker.
            current = new ChannelLink(made.pipeline().firstContext(), null);
            channel = current;
            LOG.debug("The connection from {} broke", remoteAddress, registered.cause());
            made.close();
            opener.execute(loop, gone);
        }
        return current;
    }
}
