package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.server.AcceptGateTest.assumeAvailable;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.channel.unix.Socket;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a socket that is accepted has from the one that listens. */
@Timeout(30)
final class SocketAcceptorTest {
    @Test
    void whatIsAcceptedSendsAtOnce() throws Exception {
        assumeAvailable(TransportType.EPOLL);
        try (HttpServer server = HttpServer.builder(new TestRouter())
                        .host("127.0.0.1")
                        .port(0)
                        .transport(TransportType.EPOLL)
                        .start();
                java.net.Socket client = new java.net.Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.getOutputStream().write("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
            assertThat(client.getInputStream().read()).isEqualTo('H');
            assertThat(accepted(server.port(), client.getLocalPort()).isTcpNoDelay())
                    .isTrue();
        }
    }

    /** The socket of this process that is between two ports; it is not to be closed here. */
    private static Socket accepted(int from, int to) {
        for (File entry : new File("/proc/self/fd").listFiles()) {
            try {
                Socket socket = new Socket(Integer.parseInt(entry.getName()));
                if (isPort(socket.localAddress(), from) && isPort(socket.remoteAddress(), to)) {
                    return socket;
                }
            } catch (RuntimeException noSocket) {
                // Or none any more.
            }
        }
        throw new AssertionError("There is no socket between " + from + " and " + to);
    }

    private static boolean isPort(InetSocketAddress address, int port) {
        return address != null && address.getPort() == port;
    }
}
