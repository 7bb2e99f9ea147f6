package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.server.AcceptGateTest.assumeAvailable;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.codec.TextCodec;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.TrailingSlashPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class DirectIoTest {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private final Routes routes = new Routes();
    private HttpServer server;

    /** Notes by what way requests come. */
    private static final class Routes extends PlainRouter {
        final LinkedBlockingQueue<List<String>> ways = new LinkedBlockingQueue<>();

        Routes() {
            super(TrailingSlashPolicy.STRICT, List.of(RouteInfo.of(0, "GET", "/", "test.Ways.get")));
        }

        @Override
        public void handle(int route, Request request, Response response) {
            ways.add(StackWalker.getInstance()
                    .walk(frames ->
                            frames.map(StackWalker.StackFrame::getClassName).toList()));
            TextCodec.write(response, "answer");
        }
    }

    @BeforeEach
    void start() {
        assumeAvailable(TransportType.EPOLL);
        server = HttpServer.builder(routes)
                .host("127.0.0.1")
                .port(0)
                .transport(TransportType.EPOLL)
                .start();
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void requestsComeAroundThePipeline() throws Exception {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.getOutputStream().write(REQUEST.getBytes(ISO_8859_1));
            List<String> way = routes.ways.take();
            assertThat(way).contains(DirectHandle.class.getName());
            assertThat(way).doesNotContain("io.netty.channel.DefaultChannelPipeline");
        }
    }

    @Test
    void theEndOfWhatAClientSends_isSeenWithAndAfterItsRequest() throws Exception {
        for (int i = 0; i < 100; i++) {
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                client.getOutputStream().write(REQUEST.getBytes(ISO_8859_1));
                if (i % 2 == 0) {
                    routes.ways.take();
                }
                client.shutdownOutput();
                String answer = new String(client.getInputStream().readAllBytes(), ISO_8859_1);
                assertThat(answer).endsWith("\r\n\r\nanswer");
            }
        }
    }

    @Test
    void whatExceedsOneReadIsReadOn() throws Exception {
        int count = 3 * LoopState.READ_BYTES / REQUEST.length();
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            Thread sender = new Thread(() -> send(client, REQUEST.repeat(count)));
            sender.start();
            int length = throughAnswer(client);
            client.getInputStream().skipNBytes((count - 1L) * length);
            sender.join();
            assertThat(routes.ways).hasSize(count);
        }
    }

    /** Reads one answer, and returns how long it is. */
    private static int throughAnswer(Socket client) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\nanswer") < 0) {
            answer.append((char) client.getInputStream().read());
        }
        return answer.length();
    }

    private static void send(Socket client, String text) {
        try {
            client.getOutputStream().write(text.getBytes(ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
