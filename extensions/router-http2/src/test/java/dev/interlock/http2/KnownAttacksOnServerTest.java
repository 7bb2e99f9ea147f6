package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http2.FrameClient.Response;
import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.http2.internal.stream.PeerSettings;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Known attacks on other implementations of HTTP/2, each by the name of its CVE. An {@link AttackedServer} says what
 * each test shows.
 */
final class KnownAttacksOnServerTest extends AttackedServer {
    /** The HPACK bomb: one large field in the table, and blocks of references to it. */
    @Test
    void cve2016x6581IndexedBomb() throws IOException {
        byte[] references = new byte[16_000];
        Arrays.fill(references, (byte) 0xbe);
        int flags = FrameClient.END_HEADERS | FrameClient.END_STREAM;
        attacker.frame(FrameType.HEADERS, flags, stream(0), Blocks.of(new String[] {"x|" + "v".repeat(4000)}, 0x40));
        // A server that copied each field would need 64 MB for each block.
        for (int i = 1; i <= 100; i++) {
            attacker.frame(FrameType.HEADERS, flags, stream(i), references);
            assertThat(attacker.response(stream(i)).status()).isEqualTo(431);
            if (i == 50) {
                serveVictim();
            }
        }
        assertThat(attacker.response(attacker.headers(stream(101), true, "x|y")).status())
                .isEqualTo(400);
        serveVictim();
        requireAllocated(2 * MIB);
    }

    /** Data dribble: a window that opens by single bytes. */
    @Test
    void cve2019x9511DataDribble() throws IOException {
        // The limit is 1000. One WINDOW_UPDATE has come with an earlier response.
        flood("flood_window_updates", 999, round -> frame(FrameType.WINDOW_UPDATE, 0, 0, int32(1)));
        requireAllocated(MIB / 4);
    }

    /** The same while a response waits: each byte of the window would cause a DATA frame with one byte. */
    @Test
    void cve2019x9511DataDribbleOfResponse() throws IOException {
        attacker.keepWindows().settings(PeerSettings.INITIAL_WINDOW_SIZE, 0);
        attacker.raw(head(stream(0), FrameClient.END_HEADERS | FrameClient.END_STREAM, "GET", "/large"));
        flood("flood_window_updates", 999, round -> frame(FrameType.WINDOW_UPDATE, 0, stream(0), int32(1)));
        assertThat(attacker.of(stream(0)).frames).isEqualTo(999);
        requireAllocated(MIB / 2);
    }

    @Test
    void cve2019x9512PingFlood() throws IOException {
        // The limit is 1000. The two round trips also send PING.
        flood("flood_pings", 998, round -> frame(FrameType.PING, 0, 0, new byte[8]));
        requireAllocated(MIB / 4);
    }

    @Test
    void cve2019x9513PriorityChurn() throws IOException {
        flood("flood_priorities", 1000, round -> frame(FrameType.PRIORITY, 0, 1, new byte[5]));
        requireAllocated(MIB / 4);
    }

    /** Requests that break a rule, so that the server queues RST_STREAM. */
    @Test
    void cve2019x9514ResetFlood() throws IOException {
        flood(
                "flood_provoked_resets",
                500,
                round -> join(get(round), frame(FrameType.DATA, 0, stream(round), new byte[1])));
        requireAllocated(8 * MIB);
    }

    @Test
    void cve2019x9515SettingsFlood() throws IOException {
        // The limit is 100. The connection has begun with SETTINGS.
        flood("flood_settings", 99, round -> frame(FrameType.SETTINGS, 0, 0, NONE));
        requireAllocated(MIB / 4);
    }

    /** Fields without names, and without values. */
    @Test
    void cve2019x9516EmptyFields() throws IOException {
        int flags = FrameClient.END_HEADERS | FrameClient.END_STREAM;
        byte[] nameless = new byte[16_200];
        byte[] valueless = Blocks.of(":method|GET\n:scheme|http\n:path|/a\n:authority|a" + "\nx|".repeat(4000));
        for (int i = 0; i < 100; i += 2) {
            attacker.frame(FrameType.HEADERS, flags, stream(i), nameless);
            assertThat(attacker.response(stream(i)).status()).isEqualTo(400);
            attacker.frame(FrameType.HEADERS, flags, stream(i + 1), valueless);
            assertThat(attacker.response(stream(i + 1)).status()).isEqualTo(431);
            if (i == 50) {
                serveVictim();
            }
        }
        serveVictim();
        requireAllocated(2 * MIB);
    }

    /** A client opens its windows wide, but reads nothing. All responses would wait in buffers. */
    @Test
    void cve2019x9517InternalDataBuffering() throws IOException {
        close();
        start(Http2Servers.builder(routes)
                .connectionMemory(8 << 20)
                .protocol(Http2.protocol().floodLimits(LIMITS))
                .start());
        attacker.settings(PeerSettings.INITIAL_WINDOW_SIZE, Integer.MAX_VALUE);
        attacker.windowUpdate(0, Integer.MAX_VALUE - 65_535);
        int flags = FrameClient.END_HEADERS | FrameClient.END_STREAM;
        send(0, 100, round -> head(stream(round), flags, "GET", "/large"));
        serveVictim();
        assertThat(server.state().connectionDirectBytes()).isAtMost(9 * MIB);
        // All 100 responses would take 100 MB.
        requireAllocated(16 * MIB);
    }

    @Test
    void cve2019x9518EmptyDataFrames() throws IOException {
        attacker.raw(post());
        flood("flood_empty_data", 100, round -> frame(FrameType.DATA, 0, stream(0), NONE));
        requireAllocated(MIB / 4);
    }

    @Test
    void cve2023x44487RapidReset() throws IOException {
        // The limit is 1000. start() has sent one reset.
        flood("flood_resets", 999, round -> join(get(round), frame(FrameType.RST_STREAM, 0, stream(round), int32(8))));
        requireAllocated(16 * MIB);
    }

    /** A block that never ends (also CVE-2023-45288 and others). */
    @Test
    void cve2024x27316BlockThatNeverEnds() throws IOException {
        byte[] fragment = Blocks.of("x|" + "v".repeat(16_000));
        attacker.frame(FrameType.HEADERS, 0, stream(0), fragment);
        serveVictim();
        long held = server.state().connectionHeapBytes();
        for (int i = 0; i < 4; i++) {
            attacker.frame(FrameType.CONTINUATION, 0, stream(0), fragment);
            serveVictim();
            assertThat(server.state().connectionHeapBytes() - held).isAtMost(MIB);
        }
        endsConnection("large_block");
        requireAllocated(MIB / 4);
    }

    /** MadeYouReset: each request breaks a rule after its handler has begun. The server cancels each handler. */
    @Test
    void cve2025x8671MadeYouReset() throws IOException {
        flood(
                "flood_provoked_resets",
                500,
                round -> join(get(round), frame(FrameType.WINDOW_UPDATE, 0, stream(round), int32(0))));
        assertThat(routes.promises.stream().allMatch(CompletableFuture::isCancelled))
                .isTrue();
        requireAllocated(8 * MIB);
    }

    /** MadeYouReset by a window that overflows. */
    @Test
    void cve2025x8671WindowOverflow() throws IOException {
        flood(
                "flood_provoked_resets",
                500,
                round -> join(get(round), frame(FrameType.WINDOW_UPDATE, 0, stream(round), int32(Integer.MAX_VALUE))));
        assertThat(routes.promises.stream().allMatch(CompletableFuture::isCancelled))
                .isTrue();
        requireAllocated(8 * MIB);
    }

    /** MadeYouReset by trailers: the handler reads the body, and the server ends it because of the trailers. */
    @Test
    void cve2025x8671MalformedTrailers() throws IOException {
        byte[] malformed = Blocks.of(":path|/");
        flood(
                "flood_provoked_resets",
                500,
                round -> join(
                        head(stream(round), FrameClient.END_HEADERS, "POST", "/pipe"),
                        frame(
                                FrameType.HEADERS,
                                FrameClient.END_HEADERS | FrameClient.END_STREAM,
                                stream(round),
                                malformed)));
        requireAllocated(16 * MIB);
    }

    /** Heads of two frames: the buffer for a whole head, of 36 KiB, must not be new for each. */
    @Test
    void headsOfTwoFrames() throws IOException {
        byte[] head = Blocks.of(":method|GET\n:scheme|http\n:path|/hello\n:authority|a");
        byte[] rest = Arrays.copyOfRange(head, 5, head.length);
        for (int i = 0; i < 1000; i++) {
            attacker.frame(FrameType.HEADERS, FrameClient.END_STREAM, stream(i), Arrays.copyOf(head, 5));
            attacker.frame(FrameType.CONTINUATION, FrameClient.END_HEADERS, stream(i), rest);
            assertThat(attacker.response(stream(i)).body()).isEqualTo("hello");
        }
        serveVictim();
        requireAllocated(2 * MIB);
    }

    /** Trailer fields on a stream that the server has reset, which must be decoded for the HPACK table. */
    @Test
    void lateTrailers() throws IOException {
        attacker.raw(get(0)).windowUpdate(stream(0), 0);
        assertThat(attacker.response(stream(0)).reset).isEqualTo(ErrorCode.PROTOCOL_ERROR.number());
        int flags = FrameClient.END_HEADERS | FrameClient.END_STREAM;
        flood("flood_late_frames", 1000, round -> frame(FrameType.HEADERS, flags, stream(0), Blocks.of("x|y")));
        requireAllocated(MIB / 4);
    }

    /** Empty CONTINUATION frames, in Netty: each costs CPU time, but does not count for a limit on bytes. */
    @Test
    void cve2026x33871EmptyContinuationFrames() throws IOException {
        attacker.frame(FrameType.HEADERS, FrameClient.END_STREAM, stream(0), Blocks.of(":method|GET"));
        send(0, 31, round -> frame(FrameType.CONTINUATION, 0, stream(0), NONE));
        serveVictim();
        assertThat(count("many_continuations")).isEqualTo(0);
        send(31, 32, round -> frame(FrameType.CONTINUATION, 0, stream(0), NONE));
        endsConnection("many_continuations");
        requireAllocated(MIB / 4);
    }

    /** Netty limits streams only if a limit is set. Here the default is 100, and a refused stream costs no exchange. */
    @Test
    void cve2026x47244StreamsAreLimited() throws IOException {
        send(0, 100, KnownAttacksOnServerTest::get);
        attacker.roundTrip();
        assertThat(server.state().inFlight()).isEqualTo(100);
        flood("flood_provoked_resets", 500, round -> get(100 + round));
        assertThat(count("many_streams")).isEqualTo(501);
        // One promise of a request in start(), and 100 of the accepted streams.
        assertThat(routes.promises).hasSize(101);
        requireAllocated(4 * MIB);
    }

    /**
     * A client with a small SETTINGS_MAX_HEADER_LIST_SIZE, in Netty: the HPACK table must stay the same on both sides.
     */
    @Test
    void cve2026x50560SmallMaxHeaderListSize() throws IOException {
        attacker.settings(PeerSettings.MAX_HEADER_LIST_SIZE, 1);
        for (int i = 0; i < 200; i++) {
            // The limit is advisory (RFC 9113 section 6.5.2).
            Response response = attacker.response(attacker.get("/hello"));
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.fields).containsEntry("content-length", "5");
            assertThat(response.body()).isEqualTo("hello");
            if (i == 100) {
                serveVictim();
            }
        }
        serveVictim();
        assertThat(server.state().inFlight()).isEqualTo(0);
        requireAllocated(MIB / 4);
    }
}
