package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.server.HttpServer;
import io.netty.util.ResourceLeakDetector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * Server for tests of attacks, over sockets. Attacker and victim share the only event loop. Each test shows three
 * things: the number of frames that the loop handles before it ends the connection or the stream, a limit on the bytes
 * that the loop allocates meanwhile, and responses to another client before, during and after the attack.
 */
@Timeout(60)
abstract class AttackedServer {
    static final byte[] NONE = {};
    private static final int CALM = ErrorCode.ENHANCE_YOUR_CALM.number();
    static final long MIB = 1 << 20;

    /** The default bursts without a rate. So the number of accepted frames does not depend on the time. */
    static final String LIMITS = "resets=1000/0,provoked-resets=500/0,settings=100/0,pings=1000/0,"
            + "empty-data=100/0,small-data=10000/0,window-updates=1000/0,priorities=1000/0,unknown-frames=1000/0,"
            + "late-frames=1000/0";

    final TestRoutes routes = TestRoutes.of(Path.of("none"));
    HttpServer server;
    FrameClient attacker;
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

    final void start(HttpServer started) throws IOException {
        server = started;
        attacker = new FrameClient(started.port());
        victim = new FrameClient(started.port());
        // These requests load the classes that the attacks use.
        serveVictim();
        assertThat(victim.response(victim.get("/large")).bytes.size()).isEqualTo(TestRoutes.LARGE_BYTES);
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

    void close() throws IOException {
        attacker.close();
        victim.close();
        server.close();
        routes.promises.clear();
    }

    void serveVictim() throws IOException {
        assertThat(victim.response(victim.get("/hello")).body()).isEqualTo("hello");
    }

    void send(int from, int to, IntFunction<byte[]> frames) throws IOException {
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
     * @param accepted rounds that the limit allows
     * @param frames frames of one round
     */
    void flood(String reason, int accepted, IntFunction<byte[]> frames) throws IOException {
        send(0, accepted / 2, frames);
        serveVictim();
        send(accepted / 2, accepted, frames);
        // The loop has handled all of these frames, and the connection goes on.
        attacker.roundTrip();
        assertThat(count(reason)).isEqualTo(0);
        serveVictim();
        send(accepted, accepted + 1, frames);
        endsConnection(reason);
    }

    /** Requires that the connection of the attacker ends, and that the victim is still served. */
    void endsConnection(String reason) throws IOException {
        assertThat(attacker.goAwayCode()).isEqualTo(CALM);
        assertThat(count(reason)).isEqualTo(1);
        serveVictim();
        assertThat(server.state().inFlight()).isEqualTo(0);
    }

    long count(String reason) {
        return Http2Servers.violations(server, reason);
    }

    void requireAllocated(long most) {
        assertWithMessage("bytes that the event loop has allocated")
                .that(LoopHeap.allocatedBytes() - allocated)
                .isAtMost(most);
    }

    static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return FrameClient.encode(type, flags, stream, payload);
    }

    /** Returns the number of the stream of a round. The streams of {@link #start} come first. */
    static int stream(int round) {
        return 5 + 2 * round;
    }

    static byte[] head(int stream, int flags, String method, String path) {
        return frame(
                FrameType.HEADERS,
                flags,
                stream,
                Blocks.of(":method|" + method + "\n:scheme|http\n:path|" + path + "\n:authority|a"));
    }

    static byte[] get(int round) {
        return head(stream(round), FrameClient.END_HEADERS | FrameClient.END_STREAM, "GET", "/promise");
    }

    static byte[] post() {
        return head(stream(0), FrameClient.END_HEADERS, "POST", "/echo");
    }

    static byte[] join(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    static byte[] int32(int value) {
        return FrameClient.bytes(value);
    }
}
