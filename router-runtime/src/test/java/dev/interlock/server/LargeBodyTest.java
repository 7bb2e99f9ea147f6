package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.server.RawClient.RawResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A body takes memory for its bytes only, whatever the pieces in which it arrives. After its response it takes none.
 */
@Timeout(60)
final class LargeBodyTest {
    private static final String CHUNKED = " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final int BODY_BYTES = RobustRouter.COUNTED_BYTES;
    private static final int BLOCK_CHUNKS = 16 * 1024;
    private static final byte[] CHUNKS = "1\r\nx\r\n".repeat(BLOCK_CHUNKS).getBytes(ISO_8859_1);
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(ISO_8859_1);

    private static MeasuredServer server;

    @BeforeAll
    static void start() throws IOException {
        server = MeasuredServer.start("-Xmx128m", "-Dinterlock.event-loop-threads=1");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void chunksOfOneByteCostNoMoreThanBody() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.get("/hello").response().status()).isEqualTo(200);
            Footprint before = server.footprint();
            client.send("POST /count" + CHUNKED);
            sendChunks(client, BODY_BYTES);
            Footprint during = server.footprint();
            assertWithMessage("bytes held for a body of %s: %s, %s", BODY_BYTES, before, during)
                    .that(during.memory() - before.memory())
                    .isLessThan(BODY_BYTES + MeasuredServer.MARGIN_BYTES);
            RawResponse response = client.send(LAST_CHUNK).response();
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(String.valueOf(BODY_BYTES));
            server.awaitReturnTo(before);
        }
        server.assertNothingWentWrong();
    }

    @Test
    void streamedBodyCostsNoMoreThanBlockOfIt() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.response().body()).isEqualTo("0");
            Footprint before = server.footprint();
            client.send("POST /upload" + CHUNKED);
            sendChunks(client, BODY_BYTES / 4);
            assertThat(server.footprint().memory() - before.memory()).isLessThan(MeasuredServer.MARGIN_BYTES);
            assertThat(client.send(LAST_CHUNK).response().body()).isEqualTo(String.valueOf(BODY_BYTES / 4));
        }
        server.assertNothingWentWrong();
    }

    @Test
    void rejectsBodyBeyondLimit() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST /count" + CHUNKED + Integer.toHexString(BODY_BYTES) + "\r\n");
            byte[] block = new byte[BODY_BYTES / 32];
            for (int i = 0; i < 32; i++) {
                client.send(block);
            }
            RawResponse response = client.send("\r\n1\r\nx\r\n").response();
            assertThat(response.status()).isEqualTo(413);
            assertThat(response.isProblem()).isTrue();
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void releasesMemoryOfManyBodies() throws IOException {
        burst(10);
        Footprint before = server.footprint();
        burst(400);
        server.awaitReturnTo(before);
    }

    /** Sends a number of bodies of 50,000 bytes. The first part of every body arrives before the rest of any body. */
    private static void burst(int count) throws IOException {
        String half = "x".repeat(25_000);
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RawClient client = new RawClient(server.port());
            clients.add(client.send("POST /count HTTP/1.1\r\nHost: a\r\nContent-Length: 50000\r\n\r\n" + half));
        }
        for (RawClient client : clients) {
            client.send(half);
        }
        for (RawClient client : clients) {
            assertThat(client.response().body()).isEqualTo("50000");
            client.close();
        }
    }

    private static void sendChunks(RawClient client, int count) throws IOException {
        for (int sent = 0; sent < count; sent += BLOCK_CHUNKS) {
            client.send(CHUNKS);
        }
    }
}
