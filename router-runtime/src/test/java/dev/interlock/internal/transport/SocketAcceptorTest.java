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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
// Each test opens its own.
@SuppressWarnings("NullAway.Init")
final class SocketAcceptorTest {
    private static Socket listen() throws Exception {
        Socket listening = Socket.newSocketStream();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listening.listen(1);
        return listening;
    }

    private Transport transport;
    private EventLoops loops;
    private AcceptGate gate;
    private Socket closed;
    private SocketAcceptor acceptor;

    /** Socket that listens with the number of the closed one. */
    private Socket other;

    @BeforeEach
    void open() throws Exception {
        AcceptGateTest.assumeAvailable(TransportType.EPOLL);
        transport = Transport.of(Transport.Kind.EPOLL);
        EventLoopGroup group = Transport.of(Transport.Kind.NIO).eventLoops(1);
        loops = new EventLoops(group, loop -> TestLoop.of(new TestRouter(), loop));
        gate = new AcceptGate(
                new OpenConnections(), 1, MemoryBudget.unlimited(), (count, whenClosed) -> {}, (task, millis) -> {});
        closed = listen();
        acceptor = new SocketAcceptor(
                closed, gate, new ConnectionOpener(loops, transport), Objects.requireNonNull(transport.directIo()));
        closed.close();
        other = listen();
    }

    @AfterEach
    void close() throws Exception {
        if (other != null) {
            other.close();
            loops.shutDown();
        }
    }

    /** The number of a closed socket soon belongs to another one, perhaps of another server. */
    @Test
    void acceptsNothingFromClosedSocket() throws Exception {
        try (java.net.Socket client = new java.net.Socket()) {
            client.connect(other.localAddress());
            assertThat(acceptor.accept()).isFalse();
            assertThat(gate.accepted()).isEqualTo(0);
        }
    }

    @Test
    void stopsNoHandshakeAfterItsSocketIsClosed() throws Exception {
        assertThat(acceptor.refuseHandshakes()).isFalse();
        try (java.net.Socket client = new java.net.Socket()) {
            client.connect(other.localAddress(), 900);
            assertThat(client.isConnected()).isTrue();
        }
    }

    /** A server whose deadline is over closes the socket while its event loop still prepares the end. */
    @Test
    void stopsNoHandshakeAfterStop() throws Exception {
        SocketAcceptor stopped = new SocketAcceptor(
                other, gate, new ConnectionOpener(loops, transport), Objects.requireNonNull(transport.directIo()));
        stopped.stop();
        assertThat(stopped.refuseHandshakes()).isFalse();
    }
}
