package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.http2.internal.stream.PeerSettings;
import dev.interlock.server.HttpServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Order of the responses that wait for the window of their connection. */
@Timeout(60)
final class SendOrderTest {
    private HttpServer server;
    private FrameClient client;

    @BeforeEach
    void connect() throws IOException {
        server = Http2Servers.start(TestRoutes.of(Path.of("none")));
        client = new FrameClient(server.port());
    }

    @AfterEach
    void close() throws IOException {
        client.leave();
        server.close();
    }

    /** RFC 9218 section 10: the most urgent response first, and incremental ones in turns. */
    @Test
    void urgentResponsesComeFirst() throws Exception {
        client.keepWindows().settings(PeerSettings.INITIAL_WINDOW_SIZE, 1 << 24).roundTrip();
        int background = client.get("/large", "priority|u=7");
        int normal = client.get("/large");
        client.roundTrip();
        int before =
                client.of(background).bytes.size() + client.of(normal).bytes.size();
        assertThat(before).isEqualTo(65_535);
        int urgent = client.get("/large", "priority|u=0");
        client.roundTrip();
        client.windowUpdate(0, 100_000).roundTrip();
        assertThat(client.of(urgent).bytes.size()).isEqualTo(100_000);
        // The client now makes the other response urgent.
        byte[] update = new byte[7];
        System.arraycopy(FrameClient.bytes(background), 0, update, 0, 4);
        System.arraycopy("u=0".getBytes(US_ASCII), 0, update, 4, 3);
        client.frame(FrameType.PRIORITY_UPDATE, 0, 0, update);
        client.reset(urgent, ErrorCode.CANCEL.number());
        int sent = client.of(background).bytes.size();
        client.windowUpdate(0, 100_000).roundTrip();
        assertThat(client.of(background).bytes.size()).isEqualTo(sent + 100_000);
    }

    @Test
    void incrementalResponsesTakeTurns() throws Exception {
        client.keepWindows().settings(PeerSettings.INITIAL_WINDOW_SIZE, 1 << 24).roundTrip();
        int blocker = client.get("/large", "priority|u=0");
        client.roundTrip();
        int first = client.get("/large", "priority|i");
        int second = client.get("/large", "priority|i");
        client.reset(blocker, ErrorCode.CANCEL.number());
        client.windowUpdate(0, 10 * 16_384).roundTrip();
        assertThat(client.of(first).bytes.size()).isEqualTo(5 * 16_384);
        assertThat(client.of(second).bytes.size()).isEqualTo(5 * 16_384);
    }
}
