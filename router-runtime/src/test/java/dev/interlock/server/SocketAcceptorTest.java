package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.server.AcceptGateTest.assumeAvailable;

import io.netty.channel.unix.Socket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a socket that is accepted has from the one that listens. */
final class SocketAcceptorTest {
    @BeforeEach
    void loadTheNativeLibrary() {
        assumeAvailable(TransportType.EPOLL);
    }

    @Test
    void sendsAtOnceIfTheListeningOneDoes() throws Exception {
        Socket listening = Socket.newSocketStream();
        try {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            listening.listen(1);
            listening.setTcpNoDelay(true);
            try (java.net.Socket client = new java.net.Socket(
                    InetAddress.getLoopbackAddress(), listening.localAddress().getPort())) {
                Socket accepted = new Socket(listening.accept(new byte[25]));
                assertThat(client.isConnected()).isTrue();
                assertThat(accepted.isTcpNoDelay()).isTrue();
                accepted.close();
            }
        } finally {
            listening.close();
        }
    }
}
