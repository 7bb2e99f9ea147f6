package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.http2.internal.stream.PeerSettings;
import dev.interlock.server.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Floods over real connections. The server ends each of them with ENHANCE_YOUR_CALM before it has cost much CPU time
 * and memory. Meanwhile, it serves other clients.
 */
@Timeout(120)
final class FloodTest {
    private static final byte[] NONE = {};

    /** Number of frames that each client tries to send. */
    private static final int FRAMES = 60_000;

    private static final int CALM = ErrorCode.ENHANCE_YOUR_CALM.number();

    private final TestRoutes routes = TestRoutes.of(Path.of("none"));
    private HttpServer server;

    @BeforeEach
    void start() {
        server = Http2Servers.start(routes);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Kinds of floods, each with the frames of one round. */
    @SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
    private enum Flood {
        RAPID_RESET("flood_resets", round -> join(get(2 * round + 1, "/promise"), reset(2 * round + 1))),
        /** CVE-2025-8671: each stream breaks a rule, so that the server resets it. */
        MADE_YOU_RESET(
                "flood_provoked_resets", round -> join(get(2 * round + 1, "/promise"), window(2 * round + 1, 0))),
        /** CVE-2025-8671 by DATA on a half-closed stream. */
        DATA_AFTER_END(
                "flood_provoked_resets",
                round -> join(get(2 * round + 1, "/promise"), frame(FrameType.DATA, 0, 2 * round + 1, new byte[1]))),
        SETTINGS("flood_settings", round -> frame(FrameType.SETTINGS, 0, 0, NONE)),
        PING("flood_pings", round -> frame(FrameType.PING, 0, 0, new byte[8])),
        EMPTY_DATA("flood_empty_data", round -> round == 0 ? post(1) : frame(FrameType.DATA, 0, 1, NONE)),
        SMALL_DATA("flood_small_data", round -> round == 0 ? post(1) : frame(FrameType.DATA, 0, 1, new byte[1])),
        PADDED_EMPTY_DATA(
                "flood_empty_data",
                round -> round == 0 ? post(1) : frame(FrameType.DATA, 8, 1, new byte[] {3, 0, 0, 0})),
        WINDOW_UPDATE("flood_window_updates", round -> window(0, 1)),
        PRIORITY("flood_priorities", round -> frame(FrameType.PRIORITY, 0, 1, new byte[5])),
        PRIORITY_UPDATE(
                "flood_priorities",
                round -> frame(FrameType.PRIORITY_UPDATE, 0, 0, new byte[] {0, 0, 0, 1, 'u', '=', '1'})),
        UNKNOWN("flood_unknown_frames", round -> frame(0xbb, 0, 0, NONE)),
        EMPTY_CONTINUATION(
                "many_continuations",
                round -> round == 0
                        ? frame(FrameType.HEADERS, 1, 1, Blocks.of(":method|GET"))
                        : frame(FrameType.CONTINUATION, 0, 1, NONE)),
        ENDLESS_CONTINUATION(
                "many_continuations",
                round -> round == 0
                        ? frame(FrameType.HEADERS, 1, 1, Blocks.of(":method|GET"))
                        : frame(FrameType.CONTINUATION, 0, 1, Blocks.of("x|" + "v".repeat(1000)))),
        LARGE_CONTINUATION(
                "large_block",
                round -> round == 0
                        ? frame(FrameType.HEADERS, 1, 1, Blocks.of(":method|GET"))
                        : frame(FrameType.CONTINUATION, 0, 1, Blocks.of("x|" + "v".repeat(16_000)))),
        LATE_FRAMES("flood_late_frames", round -> round == 0 ? get(1, "/hello") : reset(1));

        /** Name of the violation that the server counts. */
        private final String reason;

        private final IntFunction<byte[]> frames;

        Flood(String reason, IntFunction<byte[]> frames) {
            this.reason = reason;
            this.frames = frames;
        }

        private static byte[] frame(int type, int flags, int stream, byte[] payload) {
            return FrameClient.encode(type, flags, stream, payload);
        }

        private static byte[] get(int stream, String path) {
            return frame(
                    FrameType.HEADERS, 5, stream, Blocks.of(":method|GET\n:scheme|http\n:authority|a\n:path|" + path));
        }

        private static byte[] post(int stream) {
            return frame(
                    FrameType.HEADERS, 4, stream, Blocks.of(":method|POST\n:scheme|http\n:authority|a\n:path|/echo"));
        }

        private static byte[] reset(int stream) {
            return frame(FrameType.RST_STREAM, 0, stream, FrameClient.bytes(ErrorCode.CANCEL.number()));
        }

        private static byte[] window(int stream, int increment) {
            return frame(FrameType.WINDOW_UPDATE, 0, stream, FrameClient.bytes(increment));
        }

        private static byte[] join(byte[] first, byte[] second) {
            byte[] all = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, all, first.length, second.length);
            return all;
        }
    }

    @ParameterizedTest
    @EnumSource
    void floodEndsItsConnection(Flood flood) throws Exception {
        long before = LoopHeap.allocatedBytes();
        try (FrameClient client = new FrameClient(server.port());
                FrameClient other = new FrameClient(server.port())) {
            // The settings are acknowledged, so only the sender sends frames from here on.
            client.roundTrip();
            Thread sender = new Thread(() -> send(client, flood));
            sender.start();
            assertThat(client.goAwayCode()).isAnyOf(CALM, -1);
            assertThat(Http2Servers.violations(server, flood.reason)).isEqualTo(1);
            assertThat(other.response(other.get("/hello")).body()).isEqualTo("hello");
            client.leave();
            sender.join();
        }
        assertWithMessage("bytes that the event loop has allocated")
                .that(LoopHeap.allocatedBytes() - before)
                .isLessThan(64L << 20);
        assertThat(server.state().inFlight()).isEqualTo(0);
    }

    private static void send(FrameClient client, Flood flood) {
        try {
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            for (int i = 0; i < FRAMES; i++) {
                frames.write(flood.frames.apply(i));
                if (frames.size() > 8000) {
                    client.raw(frames.toByteArray());
                    frames.reset();
                }
            }
            client.raw(frames.toByteArray());
        } catch (IOException closed) {
            // The server has closed the connection.
            return;
        }
    }

    /**
     * Many clients ask for large responses and never open their windows. Memory for connections stays within its limit.
     */
    @Test
    void stalledResponsesAreBounded() throws Exception {
        server.close();
        server = Http2Servers.builder(routes)
                .connectionMemory(16 << 20)
                .protocol(Http2.protocol())
                .start();
        List<FrameClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                FrameClient client = new FrameClient(server.port());
                clients.add(client);
                try {
                    client.settings(PeerSettings.INITIAL_WINDOW_SIZE, 0);
                    for (int j = 0; j < 20; j++) {
                        client.get("/large");
                    }
                } catch (SocketException cut) {
                    // The server has closed this connection to free its memory.
                    assertThat(cut).hasMessageThat().isNotNull();
                }
            }
            try (FrameClient other = new FrameClient(server.port())) {
                assertThat(other.response(other.get("/hello")).status()).isEqualTo(200);
            }
            assertThat(server.state().connectionDirectBytes()).isAtMost(17L << 20);
        } finally {
            for (FrameClient client : clients) {
                client.close();
            }
        }
    }
}
