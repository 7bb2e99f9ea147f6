package dev.interlock.server;

import dev.interlock.log.ServerLog;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.IoEvent;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Stands between epoll and a channel: it is the handle of the channel for epoll, and the registration of epoll for the
 * channel. While a {@link Connection} is attached, it reads and sends for the connection. Used by the thread of the
 * event loop alone.
 *
 * <p>For a connection, epoll reports a socket once for all received bytes (edge-triggered), and checks only half as
 * often for more bytes. A read that leaves room in the buffer has taken all bytes. The channel relies on repeated
 * reports. So after each step of the channel, this class arms epoll again, which then checks the socket anew.
 */
// Netty declares the return values of close and of attachment.
@SuppressWarnings({"try", "TypeParameterUnusedInFormals"})
final class DirectHandle implements DirectSocket, EpollIoHandle, IoRegistration {
    private static final Logger LOG = ServerLog.of(DirectHandle.class);

    private final EpollIoHandle channel;
    private final DirectIoHandler loop;
    private @Nullable IoRegistration registration;
    private EpollIoOps interest = EpollIoOps.NONE;
    private Batch.@Nullable Member connection;
    private @Nullable SocketAcceptor acceptor;

    /** @param channel handle of the channel itself */
    DirectHandle(EpollIoHandle channel, DirectIoHandler loop) {
        this.channel = channel;
        this.loop = loop;
    }

    boolean isOf(Channel other) {
        return other.unsafe() == channel;
    }

    @Override
    public SendBuffers sendBuffers() {
        return loop.sendBuffers();
    }

    @Override
    public void attach(Batch.Member member) {
        connection = member;
    }

    @Override
    public void detach() {
        connection = null;
    }

    @Override
    public void attach(SocketAcceptor accepting) throws IOException {
        // On Linux, an accepted socket inherits the option from the listening one.
        ((Socket) channel.fd()).setTcpNoDelay(true);
        acceptor = accepting;
    }

    @Override
    public void handle(IoRegistration self, IoEvent event) {
        Batch.Member member = connection;
        if (member == null) {
            acceptOrLeaveSafely(event);
            return;
        }
        try {
            if (!isInput(event) || !receive(member)) {
                leave(event);
                askAnew();
            }
        } catch (Throwable failure) {
            // Never thrown: Netty would lose the epoll events of other sockets, and epoll reports each only once.
            member.failed(failure);
        }
    }

    /**
     * Throws nothing: Netty would lose the epoll events of other sockets. The next epoll call reports this channel
     * again.
     */
    private void acceptOrLeaveSafely(IoEvent event) {
        try {
            acceptOrLeave(event);
        } catch (Throwable failure) {
            Faults.error(LOG, "A channel failed to handle an event", failure);
        }
    }

    private void acceptOrLeave(IoEvent event) {
        SocketAcceptor accepting = acceptor;
        if (accepting != null && isInput(event)) {
            accepting.acceptLeft((Socket) channel.fd());
        } else {
            leave(event);
        }
    }

    /** Whether the event reports input and nothing else. */
    private static boolean isInput(IoEvent event) {
        return ((EpollIoEvent) event).ops().value() == EpollIoOps.EPOLLIN.value();
    }

    /** Returns whether there were bytes to read. */
    private boolean receive(Batch.Member member) throws IOException {
        Batch batch = loop.batch();
        ByteBuf buffer = batch.room();
        int from = batch.filled();
        int count = receive((Socket) channel.fd(), buffer, from);
        if (count <= 0) {
            return false;
        }
        batch.add(member, count);
        if (from + count == buffer.capacity()) {
            askAnew();
        }
        return true;
    }

    /**
     * Passes the event to the channel after all received bytes are answered. The channel may take long, and it reads
     * into the same buffer.
     */
    private void leave(IoEvent event) {
        loop.batch().complete();
        channel.handle(this, event);
    }

    private static int receive(Socket socket, ByteBuf buffer, int from) throws IOException {
        int to = buffer.capacity();
        return buffer.hasMemoryAddress()
                ? socket.recvAddress(buffer.memoryAddress(), from, to)
                : socket.recv(buffer.internalNioBuffer(from, to - from), from, to);
    }

    @Override
    public int send(ByteBuf bytes) throws IOException {
        Socket socket = (Socket) channel.fd();
        int from = bytes.readerIndex();
        int to = bytes.writerIndex();
        return bytes.hasMemoryAddress()
                ? socket.sendAddress(bytes.memoryAddress(), from, to)
                : socket.send(bytes.internalNioBuffer(from, to - from), from, to);
    }

    private void askAnew() {
        // Epoll would report an event that nobody handles again and again, for example a reset while the response is
        // made.
        if (fd().isOpen() && interest.value() != EpollIoOps.NONE.value()) {
            submit(interest);
        }
    }

    /** Registration that the channel uses in place of epoll's. */
    IoRegistration registered(IoRegistration epolls) {
        registration = epolls;
        return this;
    }

    @Override
    public long submit(IoOps ops) {
        interest = (EpollIoOps) ops;
        return registration().submit(connection == null ? interest : EdgeTriggered.of(interest));
    }

    private IoRegistration registration() {
        IoRegistration current = registration;
        if (current == null) {
            throw new IllegalStateException("The channel is not registered");
        }
        return current;
    }

    @Override
    public <T> T attachment() {
        return registration().attachment();
    }

    @Override
    public boolean isValid() {
        return registration().isValid();
    }

    @Override
    public boolean cancel() {
        return registration().cancel();
    }

    @Override
    public FileDescriptor fd() {
        return channel.fd();
    }

    @Override
    public void registered() {
        channel.registered();
    }

    @Override
    public void unregistered() {
        channel.unregistered();
    }

    @Override
    public void close() throws Exception {
        channel.close();
    }
}
