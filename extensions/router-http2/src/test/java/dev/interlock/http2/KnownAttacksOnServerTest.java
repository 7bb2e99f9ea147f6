package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.http2.FrameClient.Response;
import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.http2.internal.stream.PeerSettings;
import dev.interlock.server.HttpServer;
import io.netty.util.ResourceLeakDetector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Known attacks on other implementations of HTTP/2, over sockets. Attacker and victim share the only event loop. Each
 * test asserts how many frames the loop handles before it ends the connection or the stream, and how many bytes it
 * allocates meanwhile. The victim gets responses before, during and after the attack.
 */
@Timeout(60)
final class KnownAttacksOnServerTest {
    private static final byte[] NONE = {};
    private static final int CALM = ErrorCode.ENHANCE_YOUR_CALM.number();
    private static final long MIB = 1 << 20;

    /** The default bursts with the rate 0. So the number of accepted frames does not depend on the time. */
    private static final String LIMITS = "resets=1000/0,provoked-resets=500/0,settings=100/0,pings=1000/0,"
            + "empty-data=100/0,small-data=10000/0,window-updates=1000/0,priorities=1000/0,late-frames=1000/0";

    private final TestRoutes routes = TestRoutes.of(Path.of("none"));
    private HttpServer server;
    private FrameClient attacker;
    private FrameClient victim;
    /** Bytes that the loop had allocated before the attack. */
    private long allocated;

    private ResourceLeakDetector.Level level;

    @BeforeEach
    void start() throws IOException {
        level = ResourceLeakDetector.getLevel();
        // The objects that track buffers would count, too.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        start(Http2Servers.builder(routes)
                .protocol(Http2.protocol().floodLimits(LIMITS))
                .start());
    }

    private void start(HttpServer started) throws IOException {
        server = started;
        attacker = new FrameClient(started.port());
        victim = new FrameClient(started.port());
        // These requests load the classes that the attacks use.
        serveVictim();
        attacker.reset(attacker.get("/promise"), ErrorCode.CANCEL.number());
        attacker.response(attacker.post("/echo", new byte[100]));
        attacker.roundTrip();
        allocated = LoopHeap.allocatedBytes();
    }

    @AfterEach
    void stop() throws IOException {
        close();
        ResourceLeakDetector.setLevel(level);
    }

    private void close() throws IOException {
        attacker.close();
        victim.close();
        server.close();
        routes.promises.clear();
    }

    private void serveVictim() throws IOException {
        assertThat(victim.response(victim.get("/hello")).body()).isEqualTo("hello");
    }

    private void send(int from, int to, IntFunction<byte[]> frames) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = from; i < to; i++) {
            all.write(frames.apply(i));
        }
        attacker.raw(all.toByteArray());
    }

    /**
     * Sends a flood.
     *
     * @param reason name of the violation
     * @param accepted number of rounds that the limit allows
     * @param frames returns the frames of a round
     */
    private void flood(String reason, int accepted, IntFunction<byte[]> frames) throws IOException {
        send(0, accepted / 2, frames);
        serveVictim();
        send(accepted / 2, accepted, frames);
        // After the round trip, the loop has handled all of these frames. The connection is still open.
        attacker.roundTrip();
        assertThat(count(reason)).isEqualTo(0);
        serveVictim();
        send(accepted, accepted + 1, frames);
        endsConnection(reason);
    }

    /** Asserts that the connection of the attacker ends, and that the victim is still served. */
    private void endsConnection(String reason) throws IOException {
        assertThat(attacker.goAwayCode()).isEqualTo(CALM);
        assertThat(count(reason)).isEqualTo(1);
        serveVictim();
        assertThat(server.state().inFlight()).isEqualTo(0);
    }

    private long count(String reason) {
        return Http2Servers.violations(server, reason);
    }

    private void requireAllocated(long most) {
        assertWithMessage("bytes that the event loop has allocated")
                .that(LoopHeap.allocatedBytes() - allocated)
                .isAtMost(most);
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return FrameClient.encode(type, flags, stream, payload);
    }

    /** Returns the identifier of the stream of a round. The streams of {@link #start} have the first identifiers. */
    private static int stream(int round) {
        return 5 + 2 * round;
    }

    private static byte[] head(int stream, int flags, String method, String path) {
        return frame(
                FrameType.HEADERS,
                flags,
                stream,
                Blocks.of(":method|" + method + "\n:scheme|http\n:path|" + path + "\n:authority|a"));
    }

    private static byte[] get(int round) {
        return head(stream(round), FrameClient.END_HEADERS | FrameClient.END_STREAM, "GET", "/promise");
    }

    private static byte[] post() {
        return head(stream(0), FrameClient.END_HEADERS, "POST", "/echo");
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static byte[] int32(int value) {
        return FrameClient.bytes(value);
    }

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

    /** DATA frames of one byte, in Rust's h2 before 0.4.16. */
    @Test
    void smallDataFrames() throws IOException {
        attacker.raw(post());
        flood("flood_small_data", 10_000, round -> frame(FrameType.DATA, 0, stream(0), new byte[1]));
        requireAllocated(MIB / 4);
    }
}
