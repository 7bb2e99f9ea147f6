package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http2.FrameClient.Response;
import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.server.HttpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values that no standard defines, as browsers send them to keep servers tolerant (GREASE, RFC 8701): settings, frames
 * and flags. The server ignores them (RFC 9113 sections 4.1 and 5.5).
 */
@Timeout(60)
final class GreaseTest {
    /** Flags that neither HEADERS nor DATA defines. */
    private static final int UNKNOWN_FLAGS = 0xd2;

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

    private void requireNoViolation() throws IOException {
        client.roundTrip();
        Map<String, Long> violations =
                Objects.requireNonNull(server.state().protocolViolations().get("h2"));
        violations.forEach(
                (reason, count) -> assertWithMessage(reason).that(count).isEqualTo(0));
    }

    @Test
    void settingsAreIgnored() throws IOException {
        for (int high = 0; high < 16; high++) {
            client.settings(high << 12 | 0x0a0a, 0xffffffff, high << 12 | 0x0a0a, 0);
        }
        assertThat(client.response(client.get("/hello")).body()).isEqualTo("hello");
        requireNoViolation();
    }

    /** Frames on the connection, on an open stream between head and body, and on a stream that has ended. */
    @ParameterizedTest
    @ValueSource(ints = {0x0b, 0x2a, 0x49, 0x68, 0x87, 0xa6, 0xc5, 0xe4, 0x0a, 0x0c, 0xff})
    void framesAreIgnored(int type) throws IOException {
        client.frame(type, 0, 0, new byte[0]).frame(type, 0xff, 0, new byte[16_384]);
        int stream = client.request("POST", "/echo", false);
        client.frame(type, 0xff, stream, new byte[5]);
        client.data(stream, "abc".getBytes(US_ASCII), false);
        client.frame(type, 1, stream, new byte[0]);
        client.data(stream, "def".getBytes(US_ASCII), true);
        assertThat(client.response(stream).body()).isEqualTo("abcdef");
        client.frame(type, 0, stream, new byte[1]);
        // A stream that has not begun. The sign is the reserved bit.
        client.frame(type, 0, 0x8000_0063, new byte[1]);
        assertThat(client.response(client.get("/hello")).body()).isEqualTo("hello");
        requireNoViolation();
    }

    @Test
    void flagsAndReservedBitAreIgnored() throws IOException {
        byte[] block = Blocks.of(":method|POST\n:scheme|http\n:path|/echo\n:authority|a.test");
        int reserved = 0x8000_0001;
        client.frame(FrameType.HEADERS, UNKNOWN_FLAGS | FrameClient.END_HEADERS, reserved, block);
        client.frame(FrameType.DATA, UNKNOWN_FLAGS | FrameClient.END_STREAM, reserved, "abc".getBytes(US_ASCII));
        Response response = client.response(1);
        assertThat(response.body()).isEqualTo("abc");
        client.frame(FrameType.SETTINGS, 0xfe, 0, new byte[0]).frame(FrameType.PING, 0xfe, 0, new byte[8]);
        assertThat(client.await(FrameType.PING).flags()).isEqualTo(FrameClient.ACK);
        requireNoViolation();
    }
}
