package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.frame.FrameType;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Floods of cheap frames that have no CVE of their own. An {@link AttackedServer} says what each test shows. */
final class SmallFramesOnServerTest extends AttackedServer {
    /** One-byte DATA frames, in Rust's h2 before 0.4.16. */
    @Test
    void smallDataFrames() throws IOException {
        attacker.raw(post());
        flood("flood_small_data", 10_000, round -> frame(FrameType.DATA, 0, stream(0), new byte[1]));
        requireAllocated(MIB / 4);
    }

    @Test
    void unknownFrames() throws IOException {
        flood("flood_unknown_frames", 1000, round -> frame(0xbb, 0xff, stream(round), new byte[1000]));
        requireAllocated(MIB / 4);
    }

    @Test
    void priorityUpdates() throws IOException {
        byte[] update = {0, 0, 0, 5, 'u', '=', '1'};
        flood("flood_priorities", 1000, round -> frame(FrameType.PRIORITY_UPDATE, 0, 0, update));
        requireAllocated(MIB / 4);
    }

    /** Resets of a stream whose response is complete. */
    @Test
    void lateFrames() throws IOException {
        int ended = attacker.get("/hello");
        attacker.response(ended);
        // The client has opened the window of the response.
        byte[] reset = frame(FrameType.RST_STREAM, 0, ended, int32(ErrorCode.CANCEL.number()));
        flood("flood_late_frames", 1000, round -> reset);
        requireAllocated(MIB / 4);
    }

    /** Field blocks of a stream that the server has reset. The server only decodes them. */
    @Test
    void lateHeaders() throws IOException {
        int failed = attacker.get("/promise");
        attacker.windowUpdate(failed, 0);
        assertThat(attacker.response(failed).reset).isEqualTo(ErrorCode.PROTOCOL_ERROR.number());
        byte[] late = head(failed, FrameClient.END_HEADERS | FrameClient.END_STREAM, "GET", "/promise");
        flood("flood_late_frames", 1000, round -> late);
        assertThat(routes.promises).hasSize(2);
        requireAllocated(MIB / 4);
    }

    /** Windows that a client opens by what it has read are no attack, although there are more than 1,000. */
    @Test
    void usualWindowUpdates() throws IOException {
        for (int i = 0; i < 12; i++) {
            // Two updates for each frame: one of the stream, one of the connection.
            assertThat(attacker.response(attacker.get("/large")).frames).isAtLeast(60);
        }
        attacker.roundTrip();
        assertThat(count("flood_window_updates")).isEqualTo(0);
        serveVictim();
    }
}
