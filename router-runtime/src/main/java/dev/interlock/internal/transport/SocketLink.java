package dev.interlock.internal.transport;

import dev.interlock.internal.engine.Connection;
import dev.interlock.internal.engine.Link;
import dev.interlock.internal.engine.Outbound;
import dev.interlock.internal.engine.SendBuffers;
import dev.interlock.internal.engine.SocketWriter;
import dev.interlock.internal.log.ServerLog;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.AbstractEpollStreamChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetConnectedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Socket without a channel, on epoll. The link reads received bytes, sends responses that the kernel takes at once, and
 * closes. Most connections need no more. If the link would have to wait for the kernel, it creates a channel for the
 * socket, moves its connection to the channel's link, and ends.
 *
 * <p>A channel costs a connection more than a kilobyte, and seven system calls in addition to the normal six.
 *
 * <p>Epoll reports a socket once for all received bytes (edge-triggered). If a read leaves room in the buffer, it has
 * taken all bytes. Otherwise the link arms epoll again, and epoll checks the socket again.
 *
 * <p>Used only by the thread of its event loop, except the methods of {@link Accepted}.
 */
// Other callbacks report a failed registration and a close.
@SuppressWarnings({"FutureReturnValueIgnored", "try"})
public final class SocketLink implements Accepted, Link, SocketWriter, EpollIoHandle {
    private static final Logger LOG = ServerLog.of(SocketLink.class);
    private static final EpollIoOps NOT_READING = EpollIoOps.EPOLLRDHUP.with(EpollIoOps.EPOLLET);
    private static final EpollIoOps READING = NOT_READING.with(EpollIoOps.EPOLLIN);

    /** Bytes of the link and of its connection while they are idle. Measurements showed 1,569. */
    private static final int HEAP_BYTES = 2048;

    private final FileDescriptor socket;
    private final SocketAddress remoteAddress;
    private final ConnectionOpener opener;
    private final EventLoop loop;
    private final DirectIoHandler io;
    private final ConnectionEnd end = new ConnectionEnd();

    private Phase phase = Phase.ACCEPTED;
    private @Nullable IoRegistration registration;
    private @Nullable Connection connection;
    private boolean reading = true;

    /** Phase of the life of a link. It only ever changes to a later phase. */
    private enum Phase {
        /** No event loop owns the socket yet. */
        ACCEPTED,
        /** The link owns the socket, and its connection uses the link. */
        OPEN,
        /** A channel owns the socket, and the connection uses the channel's link. */
        MOVED,
        /** The link has closed the socket. */
        CLOSED
    }

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
        return HEAP_BYTES;
    }

    @Override
    public void whenClosed(Runnable task) {
        end.whenClosed(task);
    }

    @Override
    public void open() {
        if (!opener.hand(loop, this::register)) {
            discard();
        }
    }

    private void register() {
        if (phase != Phase.ACCEPTED) {
            return;
        }
        phase = Phase.OPEN;
        try {
            IoRegistration added = io.add(this);
            registration = added;
            added.submit(READING);
            Connection opened = opener.open(this, loop);
            connection = opened;
            end.opened(opened);
        } catch (Throwable failure) {
            // Without an entry in the loop's list, a connection would have no time limits. So the socket must not stay
            // open.
            failed(failure);
        }
    }

    @Override
    public void discard() {
        closeSocket();
        end.perform();
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }

    @Override
    public void handle(IoRegistration self, IoEvent event) {
        // The socket may have been closed or moved in this turn, after epoll reported the event.
        if (phase != Phase.OPEN) {
            return;
        }
        try {
            EpollIoOps ops = ((EpollIoEvent) event).ops();
            if (ops.value() == EpollIoOps.EPOLLIN.value()) {
                read();
            } else if (ops.contains(EpollIoOps.EPOLLERR)) {
                // The client has reset the connection. Requests that are still unread are not handled.
                LOG.debug("The connection from {} was reset", remoteAddress);
                close();
            } else {
                readToTheEnd();
            }
        } catch (Throwable failure) {
            // The failure is not thrown: it would make Netty lose the epoll events of other sockets, which epoll
            // reports only once.
            failed(failure);
        }
    }

    /** Reads once for the batch. Returns the result of {@link FileDescriptor#readAddress}. */
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
                armAgain();
            }
        } else if (count < 0) {
            batch.complete();
            connection().inputEnded();
        }
        return count;
    }

    /**
     * Reads the remaining bytes. Called after the client has closed its half or the whole connection, which epoll
     * reports only once.
     */
    private void readToTheEnd() throws IOException {
        int count = 1;
        while (count > 0 && reading && phase == Phase.OPEN) {
            count = read();
            io.batch().complete();
        }
        if (count > 0 && phase == Phase.OPEN) {
            // The connection does not read now, but must notice later that the client has closed. A channel will notice
            // it.
            moveToChannel();
        }
    }

    /** Arms epoll, so that it checks the socket again. */
    private void armAgain() {
        IoRegistration current = registration;
        if (current != null && phase == Phase.OPEN) {
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
        armAgain();
    }

    @Override
    public boolean isWritable() {
        return phase == Phase.OPEN;
    }

    @Override
    public void send(Outbound gathered) {
        if (sendAtOnce(gathered)) {
            return;
        }
        Link channel = moveToChannel();
        if (channel == null) {
            gathered.release();
        } else {
            channel.send(gathered);
        }
    }

    @Override
    public boolean sendAtOnce(Outbound gathered) {
        try {
            return phase == Phase.OPEN && gathered.sendTo(this);
        } catch (IOException | RuntimeException e) {
            failed(e);
            return false;
        }
    }

    @Override
    public int send(ByteBuf bytes) throws IOException {
        return EpollWriter.send(socket, bytes);
    }

    @Override
    public Future<?> sendAll(Outbound gathered) {
        Link channel = moveToChannel();
        if (channel == null) {
            gathered.release();
            return loop.newFailedFuture(new ClosedChannelException());
        }
        return channel.sendAll(gathered);
    }

    @Override
    public boolean isOpen() {
        return phase == Phase.OPEN;
    }

    @Override
    public long unsent() {
        return 0;
    }

    @Override
    public void shutDownOutput() {
        if (phase != Phase.OPEN) {
            return;
        }
        try {
            rich().shutdown(false, true);
        } catch (IOException | NotYetConnectedException e) {
            // Netty throws NotYetConnectedException for a socket that was reset.
            LOG.debug("The connection from {} broke", remoteAddress, e);
            close();
        }
    }

    /**
     * Returns an object with all of Netty's operations on the socket. There is no field for it, because its constructor
     * makes a system call for the socket's family.
     */
    private Socket rich() {
        return new Socket(socket.intValue());
    }

    @Override
    public void close() {
        if (phase == Phase.OPEN) {
            try {
                closeSocket();
            } finally {
                opener.execute(loop, end);
            }
        }
    }

    /**
     * Closes the socket, then cancels its registration. The close removes the socket from epoll. The cancellation then
     * finds the socket closed and makes no system call.
     */
    private void closeSocket() {
        phase = Phase.CLOSED;
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("The connection from {} was not closed cleanly", remoteAddress, e);
        }
        if (registration != null) {
            registration.cancel();
        }
    }

    @Override
    public void reset() {
        // After close(), another socket may have the same file descriptor.
        if (phase == Phase.OPEN) {
            try {
                rich().setSoLinger(0);
            } catch (IOException | RuntimeException e) {
                LOG.debug("The connection from {} is closed without a reset", remoteAddress, e);
            }
            close();
        }
    }

    @Override
    public void failed(Throwable cause) {
        if (phase == Phase.OPEN) {
            try {
                Connection.log(remoteAddress, cause);
            } finally {
                close();
            }
        }
    }

    /**
     * Moves the connection to a new channel of the socket. The channel then owns the socket, and the link ends. If a
     * step before that fails, the link still owns the socket, and the caller must close it.
     *
     * @return the link of the channel, or null if the socket is closed or the client has left
     */
    private @Nullable Link moveToChannel() {
        if (phase != Phase.OPEN) {
            return null;
        }
        Connection mine = connection();
        AbstractEpollStreamChannel channel = remoteAddress instanceof UnixDomainSocketAddress
                ? new EpollDomainSocketChannel(socket.intValue())
                : new EpollSocketChannel(socket.intValue());
        if (!channel.isActive()) {
            // The constructor of the channel has read the error of the socket. The kernel reports an error only once.
            LOG.debug("The connection from {} broke", remoteAddress);
            close();
            return null;
        }
        channel.config().setAutoRead(reading);
        Link next = opener.setUp(channel, mine, remoteAddress);
        if (registration != null) {
            registration.cancel();
        }
        channel.closeFuture().addListener(closed -> opener.execute(loop, end));
        phase = Phase.MOVED;
        mine.moveTo(next);
        register(channel);
        return channel.isOpen() ? next : null;
    }

    /**
     * Registers the channel. This completes at once, because the caller is on the event loop of the channel. If it
     * fails, closes the channel.
     */
    private void register(AbstractEpollStreamChannel channel) {
        try {
            loop.register(channel);
        } finally {
            if (!channel.isRegistered()) {
                // Netty does not complete the future of the close if Netty itself did not begin the close.
                channel.unsafe().closeForcibly();
                opener.execute(loop, end);
            }
        }
    }
}
