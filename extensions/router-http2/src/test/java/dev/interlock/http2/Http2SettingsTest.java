package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http2.FrameClient.Frame;
import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.http2.internal.stream.PeerSettings;
import dev.interlock.server.HttpServer;
import dev.interlock.server.StartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of HTTP/2 come from the builder, and from arguments, which override it. Violations are counted. */
@Timeout(60)
final class Http2SettingsTest {
    private final TestRoutes routes = TestRoutes.of(Path.of("none"));

    private static int setting(Frame settings, int identifier) {
        for (int at = 0; at < settings.payload().length; at += 6) {
            if (settings.payload()[at + 1] == identifier) {
                return settings.int32(at + 2);
            }
        }
        return -1;
    }

    @Test
    void builderSetsLimits() throws IOException {
        Http2 http2 = Http2.protocol().maxStreams(7).streamWindow(100_000).connectionWindow(200_000);
        HttpServer server = Http2Servers.builder(routes).protocol(http2).start();
        try (FrameClient client = new FrameClient(server.port())) {
            Frame settings = client.await(FrameType.SETTINGS);
            assertThat(setting(settings, PeerSettings.MAX_CONCURRENT_STREAMS)).isEqualTo(7);
            assertThat(setting(settings, PeerSettings.INITIAL_WINDOW_SIZE)).isEqualTo(100_000);
            client.roundTrip();
            assertThat(client.window(0)).isEqualTo(200_000);
        } finally {
            server.close();
        }
    }

    @Test
    void argumentsOverrideTheBuilder() throws IOException {
        HttpServer server = Http2Servers.builder(routes)
                .protocol(Http2.protocol().maxStreams(7))
                .arguments("--http2-max-streams", "9")
                .start();
        try (FrameClient client = new FrameClient(server.port())) {
            Frame settings = client.await(FrameType.SETTINGS);
            assertThat(setting(settings, PeerSettings.MAX_CONCURRENT_STREAMS)).isEqualTo(9);
        } finally {
            server.close();
        }
    }

    @Test
    void continuationsHaveLimit() throws IOException {
        HttpServer server = Http2Servers.builder(routes)
                .protocol(Http2.protocol().maxContinuations(5))
                .start();
        try (FrameClient client = new FrameClient(server.port())) {
            client.frame(FrameType.HEADERS, FrameClient.END_STREAM, 1, Blocks.of(":method|GET\n:scheme|http"));
            for (int i = 0; i < 4; i++) {
                client.frame(FrameType.CONTINUATION, 0, 1, new byte[0]);
            }
            byte[] rest = Blocks.of(":path|/hello\n:authority|a");
            client.frame(FrameType.CONTINUATION, FrameClient.END_HEADERS, 1, rest);
            assertThat(client.response(1).body()).isEqualTo("hello");
            client.frame(FrameType.HEADERS, FrameClient.END_STREAM, 3, Blocks.of(":method|GET"));
            for (int i = 0; i < 6; i++) {
                client.frame(FrameType.CONTINUATION, 0, 3, new byte[0]);
            }
            assertThat(client.goAwayCode()).isEqualTo(ErrorCode.ENHANCE_YOUR_CALM.number());
            assertThat(Http2Servers.violations(server, "many_continuations")).isEqualTo(1);
        } finally {
            server.close();
        }
    }

    /** The limit on heads sets the limit on frames, too: 58 frames here. */
    @Test
    void largestHeadFits() throws IOException {
        HttpServer server = Http2Servers.builder(routes)
                .maxHead(1 << 20)
                .protocol(Http2.protocol().maxContinuations(0))
                .start();
        try (FrameClient client = new FrameClient(server.port())) {
            byte[] block = Blocks.of(":method|GET\n:scheme|http\n:path|/hello\n:authority|a\nx|" + "v".repeat(950_000));
            client.frame(FrameType.HEADERS, FrameClient.END_STREAM, 1, Arrays.copyOf(block, 16_384));
            for (int from = 16_384; from < block.length; from += 16_384) {
                int to = Math.min(block.length, from + 16_384);
                int flags = to == block.length ? FrameClient.END_HEADERS : 0;
                client.frame(FrameType.CONTINUATION, flags, 1, Arrays.copyOfRange(block, from, to));
            }
            assertThat(client.response(1).body()).isEqualTo("hello");
        } finally {
            server.close();
        }
    }

    @Test
    void floodsHaveLimitsAndCounts() throws IOException {
        Http2 http2 = Http2.protocol().floodLimits("pings=3/0, settings=10/1");
        HttpServer server = Http2Servers.builder(routes).protocol(http2).start();
        try (FrameClient client = new FrameClient(server.port())) {
            for (int i = 0; i < 4; i++) {
                client.frame(FrameType.PING, 0, 0, new byte[8]);
            }
            assertThat(client.goAwayCode()).isEqualTo(ErrorCode.ENHANCE_YOUR_CALM.number());
            Map<String, Long> violations = server.state().protocolViolations().get("h2");
            assertThat(violations).containsEntry("flood_pings", 1L);
            assertThat(violations).doesNotContainKey("flood");
            assertThat(violations).containsEntry("flood_settings", 0L);
        } finally {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pongs=1/1 | 'pongs' is not a kind of frames",
                "pings=1 | 'pings=1' is not a kind, a burst and a rate",
                "pings=1/9999999 | out of range"
            })
    void rejectsMalformedLimits(String limits, String message) {
        StartException thrown = assertThrows(
                StartException.class,
                () -> Http2Servers.builder(routes)
                        .protocol(Http2.protocol().floodLimits(limits))
                        .start());
        assertThat(thrown).hasMessageThat().contains("http2-flood-limits: ");
        assertThat(thrown).hasMessageThat().contains(message);
        assertThat(thrown).hasMessageThat().contains("Tip: for example");
    }
}
