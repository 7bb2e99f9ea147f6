package dev.interlock.internal.transport;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.internal.engine.MemoryBudget;
import dev.interlock.internal.engine.TestLoop;
import dev.interlock.server.TestRouter;
import dev.interlock.server.TransportType;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.unix.Socket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SocketAcceptorTest {
    private static Socket listen() throws Exception {
        Socket listening = Socket.newSocketStream();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listening.listen(1);
        return listening;
    }

    /** The number of a closed socket soon belongs to another one, perhaps of another server. */
    @Test
    void acceptsNothingFromAClosedSocket() throws Exception {
        AcceptGateTest.assumeAvailable(TransportType.EPOLL);
        Transport transport = Transport.of(Transport.Kind.EPOLL);
        EventLoopGroup group = Transport.of(Transport.Kind.NIO).eventLoops(1);
        EventLoops loops = new EventLoops(group, loop -> TestLoop.of(new TestRouter(), loop));
        AcceptGate gate = new AcceptGate(
                new OpenConnections(), 1, MemoryBudget.unlimited(), (count, whenClosed) -> {}, (task, millis) -> {});
        Socket closed = listen();
        SocketAcceptor acceptor = new SocketAcceptor(
                closed, gate, new ConnectionOpener(loops, transport), Objects.requireNonNull(transport.directIo()));
        closed.close();
        Socket other = listen();
        try (java.net.Socket client = new java.net.Socket()) {
            client.connect(other.localAddress());
            assertThat(acceptor.accept()).isFalse();
            assertThat(gate.accepted()).isEqualTo(0);
        } finally {
            other.close();
            loops.shutDown();
        }
    }
}
