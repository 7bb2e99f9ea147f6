package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Last events of exchanges with responses that are too large for the kernel to take at once. */
@Timeout(60)
final class ListenedServerTest {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    private HttpServer start(TransportType transport) {
        return HttpServer.builder(new TestRouter())
                .overridable(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .transport(transport)
                .listener(new ExchangeListener() {
                    @Override
                    public void responseBegun(ObservedExchange exchange) {
                        events.add("begun");
                    }

                    @Override
                    public void responseSent(ObservedExchange exchange) {
                        events.add("sent " + exchange.responseBytes());
                    }

                    @Override
                    public void responseAborted(ObservedExchange exchange, AbortReason reason) {
                        events.add("aborted");
                    }
                })
                .start();
    }

    private static Socket connect(HttpServer server) throws IOException {
        Socket client = new Socket();
        client.setReceiveBufferSize(4096);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        return client;
    }

    private String next() throws InterruptedException {
        return String.valueOf(events.poll(20, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @EnumSource(names = {"NIO", "EPOLL"})
    void lastResponseIsSent(TransportType transport) throws Exception {
        try (HttpServer server = start(transport);
                Socket client = connect(server)) {
            client.getOutputStream()
                    .write("GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            int read = client.getInputStream().readAllBytes().length;
            assertThat(read).isGreaterThan(TestRouter.LARGE_BYTES);
            assertThat(next()).isEqualTo("begun");
            assertThat(next()).isEqualTo("sent " + read);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NIO", "EPOLL"})
    @SuppressWarnings("try") // The client resets the connection by its close.
    void responseToClientThatResetsIsAborted(TransportType transport) throws Exception {
        try (HttpServer server = start(transport);
                Socket client = connect(server)) {
            client.getOutputStream()
                    .write("GET /large HTTP/1.1\r\nHost: a\r\n\r\n".repeat(20).getBytes(US_ASCII));
            assertThat(client.getInputStream().read()).isAtLeast(0);
            assertThat(next()).isEqualTo("begun");
            client.setSoLinger(true, 0);
            client.close();
            String last = next();
            while (last.equals("begun") || last.startsWith("sent ")) {
                last = next();
            }
            assertThat(last).isEqualTo("aborted");
        }
    }
}
