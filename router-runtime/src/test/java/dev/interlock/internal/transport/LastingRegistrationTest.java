package dev.interlock.internal.transport;

import static dev.interlock.internal.transport.AcceptGateTest.assumeAvailable;

import dev.interlock.server.TransportType;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LastingRegistrationTest {
    /** Counts the events of a socket. */
    private record Counting(Socket socket, Semaphore events) implements EpollIoHandle {
        @Override
        public FileDescriptor fd() {
            return socket;
        }

        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            events.release();
            registration.cancel();
        }

        @Override
        public void close() {}
    }

    @Test
    void reportsEventsAfterPause() throws Exception {
        assumeAvailable(TransportType.EPOLL);
        EventLoopGroup group = Transport.of(Transport.Kind.EPOLL).eventLoops(1);
        Socket socket = Socket.newSocketStream();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            socket.listen(1);
            Semaphore events = new Semaphore(0);
            IoRegistration registration = ((IoEventLoop) group.next())
                    .register(new Counting(socket, events))
                    .get();
            registration.submit(EpollIoOps.EPOLLIN);
            registration.submit(EpollIoOps.NONE);
            registration.submit(EpollIoOps.EPOLLIN);
            try (java.net.Socket client = new java.net.Socket()) {
                client.connect(socket.localAddress());
                events.acquire();
            }
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
            socket.close();
        }
    }
}
