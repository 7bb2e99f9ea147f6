package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.server.RawClient.RawResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten thousand idle connections take little memory, and all of this memory is free after they have closed. */
@Timeout(60)
final class IdleConnectionsTest {
    private static final int CONNECTIONS = 10_000;
    private static final int BUSY = 4;
    private static final int REQUESTS = 1000;
    private static final int BYTES_PER_CONNECTION = 4096;

    private static final byte[] REQUEST = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1);

    @Test
    void idleConnectionsCostLittleWhileOthersAreServed() throws IOException {
        try (MeasuredServer server = MeasuredServer.start("-Xmx128m")) {
            serve(server);
            Footprint before = server.footprint();
            List<SocketChannel> idle = open(server.port());
            Footprint during = server.footprint();
            assertThat(during.sockets() - before.sockets()).isAtLeast(CONNECTIONS);
            long each = (during.memory() - before.memory()) / CONNECTIONS;
            System.out.printf("An idle connection costs %d bytes%n", each);
            assertWithMessage("bytes per idle connection").that(each).isLessThan(BYTES_PER_CONNECTION);
            serve(server);
            for (SocketChannel channel : idle) {
                channel.close();
            }
            server.awaitReturnTo(before);
            server.assertNothingWentWrong();
        }
    }

    /** Opens connections. Half of them send a request first, so that they have had an exchange. */
    private static List<SocketChannel> open(int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        List<SocketChannel> channels = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            SocketChannel channel = SocketChannel.open(address);
            channels.add(channel);
            if (i % 2 == 0) {
                channel.write(ByteBuffer.wrap(REQUEST));
            }
        }
        ByteBuffer response = ByteBuffer.allocate(1024);
        for (int i = 0; i < CONNECTIONS; i += 2) {
            channels.get(i).read(response.clear());
            assertThat(new String(response.array(), 0, response.position(), ISO_8859_1))
                    .startsWith("HTTP/1.1 200 OK\r\n");
        }
        return channels;
    }

    private static void serve(MeasuredServer server) throws IOException {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < BUSY; i++) {
            clients.add(new RawClient(server.port()));
        }
        for (int i = 0; i < REQUESTS; i++) {
            for (RawClient client : clients) {
                client.get("/hello");
            }
            for (RawClient client : clients) {
                RawResponse response = client.response();
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.body()).isEqualTo("hello");
            }
        }
        for (RawClient client : clients) {
            client.close();
        }
    }
}
