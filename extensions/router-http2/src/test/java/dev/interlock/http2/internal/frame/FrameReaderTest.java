package dev.interlock.http2.internal.frame;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.http2.internal.Hex;
import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.error.Violation;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrameReaderTest {
    private static final String SETTINGS = "000000 04 00 00000000";

    private final FrameLog log = new FrameLog();
    private final FrameReader reader = new FrameReader(log, FrameType.MIN_MAX_PAYLOAD);

    /**
     * Reads bytes as a connection does: bytes that the reader does not consume are passed again, with more bytes.
     *
     * @return whether no violation has ended the connection
     */
    static boolean read(FrameReader reader, byte[] bytes, int cut) {
        int from = 0;
        for (int to : new int[] {cut, bytes.length}) {
            // The reader must ignore the bytes after the end.
            byte[] part = Arrays.copyOf(Arrays.copyOf(bytes, to), to + 9);
            Arrays.fill(part, to, part.length, (byte) 0xff);
            for (int next = reader.read(part, from, to); next != from; next = reader.read(part, from, to)) {
                if (next == FrameReader.FAILED) {
                    return false;
                }
                from = next;
            }
        }
        return true;
    }

    private List<String> frames(String wire) {
        byte[] bytes = Hex.bytes(SETTINGS + wire);
        assertThat(read(reader, bytes, 0)).isTrue();
        assertThat(reader.isAtBoundary()).isTrue();
        for (int cut = 0; cut <= bytes.length; cut++) {
            FrameLog each = new FrameLog();
            assertThat(read(new FrameReader(each, FrameType.MIN_MAX_PAYLOAD), bytes, cut))
                    .isTrue();
            assertWithMessage("cut at %s", cut).that(each.frames()).isEqualTo(log.frames());
        }
        return log.frames().subList(1, log.frames().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            000003 00 00 00000001 616263         | DATA 1 length=3 end=false 616263
            000003 00 f1 80000001 616263         | DATA 1 length=3 end=true 616263
            000006 00 09 00000001 02 616263 0000 | DATA 1 length=6 end=true 616263
            000003 00 08 00000003 02 0000        | 'DATA 3 length=3 end=false '
            000001 00 08 00000003 00             | 'DATA 3 length=1 end=false '
            000000 00 01 00000003                | 'DATA 3 length=0 end=true '
            000001 01 05 00000001 82             | HEADERS 1 end=true last=true 82
            000004 01 0c 00000001 02 82 0000     | HEADERS 1 end=false last=true 82
            000006 01 24 00000003 80000001 10 82 | HEADERS 3 end=false last=true 82
            000008 01 2c 00000003 01 00000000 10 82 ff | HEADERS 3 end=false last=true 82
            000000 01 05 00000001                | 'HEADERS 1 end=true last=true '
            000005 02 00 00000007 00000001 ff    | PRIORITY 7
            000004 03 00 00000001 00000008       | RST_STREAM 1 8
            000004 03 ff 00000001 ffffffff       | RST_STREAM 1 4294967295
            000000 04 01 00000000                | SETTINGS ack
            000008 06 00 00000000 0102030405060708 | PING 102030405060708
            000008 06 01 00000000 ff02030405060708 | PING ack ff02030405060708
            000008 07 00 00000000 80000003 00000000 | GOAWAY 3 0
            00000b 07 00 00000000 00000003 00000002 616263 | GOAWAY 3 2
            000004 08 00 00000000 00000001       | WINDOW_UPDATE 0 1
            000004 08 00 00000005 ffffffff       | WINDOW_UPDATE 5 2147483647
            000004 08 00 00000005 80000000       | VIOLATED 5 STREAM_WINDOW_ZERO
            000000 0a 00 00000000                | UNKNOWN 10 length=0
            000003 ff ff ffffffff 616263         | UNKNOWN 255 length=3
            000007 10 00 00000000 00000005 753d31 | PRIORITY_UPDATE 5 753d31
            """)
    void reads(String wire, String frame) {
        assertThat(frames(wire)).containsExactly(frame);
    }

    @Test
    void readsSettings() {
        assertThat(frames("00000c 04 00 00000000 0003 00000064 fff0 ffffffff"))
                .containsExactly("SETTING 3=100", "SETTING 65520=4294967295", "SETTINGS")
                .inOrder();
    }

    @Test
    void readsFieldBlockOfSeveralFrames() {
        assertThat(frames("000001 01 01 00000001 82 000000 09 00 00000001 000001 09 04 00000001 86"))
                .containsExactly(
                        "HEADERS 1 end=true last=false 82", "CONTINUATION last=false ", "CONTINUATION last=true 86")
                .inOrder();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            004001 00 00 00000001                | LARGE_FRAME       | FRAME_SIZE_ERROR | 4.2
            ffffff ff 00 00000001                | LARGE_FRAME       | FRAME_SIZE_ERROR | 4.2
            000000 00 00 00000000                | STREAM_MISSING    | PROTOCOL_ERROR   | 6.1
            000000 00 00 80000000                | STREAM_MISSING    | PROTOCOL_ERROR   | 6.1: reserved bit
            000000 00 08 00000001                | FRAME_LENGTH      | FRAME_SIZE_ERROR | 6.1: no pad length
            000003 00 08 00000001 03 0000        | LONG_PADDING      | PROTOCOL_ERROR   | 6.1
            000001 00 08 00000001 01             | LONG_PADDING      | PROTOCOL_ERROR   | 6.1
            000001 01 04 00000000 82             | STREAM_MISSING    | PROTOCOL_ERROR   | 6.2
            000000 01 0c 00000001                | FRAME_LENGTH      | FRAME_SIZE_ERROR | 6.2: no pad length
            000004 01 24 00000001 00000000       | FRAME_LENGTH      | FRAME_SIZE_ERROR | 6.2: no weight
            000005 01 2c 00000001 0000000000     | FRAME_LENGTH      | FRAME_SIZE_ERROR | 6.2: no room for both
            000002 01 0c 00000001 02 82          | LONG_PADDING      | PROTOCOL_ERROR   | 6.2
            000006 01 2c 00000001 01 0000000010  | LONG_PADDING      | PROTOCOL_ERROR   | 6.2
            000006 01 24 00000003 00000003 10 82 | SELF_DEPENDENCY   | PROTOCOL_ERROR   | RFC 7540 5.3.1
            000005 02 00 00000000 0000000110     | STREAM_MISSING    | PROTOCOL_ERROR   | 6.3
            000004 02 00 00000001 00000003       | FRAME_LENGTH      | FRAME_SIZE_ERROR | 6.3
            000005 02 00 00000003 8000000310     | SELF_DEPENDENCY   | PROTOCOL_ERROR   | RFC 7540 5.3.1
            000004 03 00 00000000 00000000       | STREAM_MISSING    | PROTOCOL_ERROR   | 6.4
            000003 03 00 00000001 000000         | FRAME_LENGTH      | FRAME_SIZE_ERROR | 6.4
            000006 04 01 00000000 000300000064   | ACK_WITH_SETTINGS | FRAME_SIZE_ERROR | 6.5
            000000 04 00 00000001                | STREAM_UNEXPECTED | PROTOCOL_ERROR   | 6.5
            000005 04 00 00000000 0003000000     | FRAME_LENGTH      | FRAME_SIZE_ERROR | 6.5
            000004 05 04 00000001 00000002       | PUSH_PROMISE      | PROTOCOL_ERROR   | 8.4
            000008 06 00 00000001 0000000000000000 | STREAM_UNEXPECTED | PROTOCOL_ERROR | 6.7
            000007 06 00 00000000 00000000000000 | FRAME_LENGTH      | FRAME_SIZE_ERROR | 6.7
            000008 07 00 00000001 0000000000000000 | STREAM_UNEXPECTED | PROTOCOL_ERROR | 6.8
            000007 07 00 00000000 00000000000000 | FRAME_LENGTH      | FRAME_SIZE_ERROR | 6.8
            000003 08 00 00000000 000001         | FRAME_LENGTH      | FRAME_SIZE_ERROR | 6.9
            000005 08 00 00000000 0000000101     | FRAME_LENGTH      | FRAME_SIZE_ERROR | 6.9
            000004 08 00 00000000 00000000       | CONNECTION_WINDOW_ZERO | PROTOCOL_ERROR | 6.9
            000004 08 00 00000000 80000000       | CONNECTION_WINDOW_ZERO | PROTOCOL_ERROR | 6.9: reserved bit
            000000 09 04 00000001                | NO_BLOCK          | PROTOCOL_ERROR   | 6.10
            000000 09 04 00000000                | NO_BLOCK          | PROTOCOL_ERROR   | 6.10
            000001 01 04 00000001 82 000000 09 04 00000001 | NO_BLOCK | PROTOCOL_ERROR | 6.10: after the end
            000001 01 00 00000001 82 000000 09 04 00000003 | OPEN_BLOCK | PROTOCOL_ERROR | 6.10: other stream
            000001 01 00 00000001 82 000000 00 00 00000001 | OPEN_BLOCK | PROTOCOL_ERROR | 6.2
            000001 01 00 00000001 82 000001 01 04 00000003 82 | OPEN_BLOCK | PROTOCOL_ERROR | 6.2
            000001 01 00 00000001 82 000008 06 00 00000000 0000000000000000 | OPEN_BLOCK | PROTOCOL_ERROR | 6.10
            000001 01 00 00000001 82 000000 ff 00 00000001 | OPEN_BLOCK | PROTOCOL_ERROR | 5.5: unknown frame
            000003 10 00 00000000 000000         | FRAME_LENGTH      | FRAME_SIZE_ERROR | RFC 9218 7.1
            000004 10 00 00000001 00000001       | STREAM_UNEXPECTED | PROTOCOL_ERROR   | RFC 9218 7.1
            000004 10 00 00000000 00000000       | PRIORITY_UPDATE   | PROTOCOL_ERROR   | RFC 9218 7.1
            000004 10 00 00000000 00000002       | PRIORITY_UPDATE   | PROTOCOL_ERROR   | RFC 9218 7.1: pushed stream
            """)
    void rejects(String wire, Violation violation, ErrorCode code, String section) {
        byte[] bytes = Hex.bytes(SETTINGS + wire);
        for (int cut = 0; cut <= bytes.length; cut++) {
            FrameReader each = new FrameReader(new FrameLog(), FrameType.MIN_MAX_PAYLOAD);
            assertWithMessage("%s, cut at %s", section, cut)
                    .that(read(each, bytes, cut))
                    .isFalse();
            assertThat(each.violation()).isEqualTo(violation);
            assertThat(violation.code()).isEqualTo(code);
            assertThat(violation.isOfStream()).isFalse();
        }
    }

    @Test
    void namesTheFrameOfAViolation() {
        assertThat(read(reader, Hex.bytes(SETTINGS + "000003 03 00 00000007 000000"), 0))
                .isFalse();
        assertThat(reader.type()).isEqualTo(FrameType.RST_STREAM);
        assertThat(reader.stream()).isEqualTo(7);
    }

    /** RFC 9113 section 3.4. */
    @ParameterizedTest
    @CsvSource({"000000 04 01 00000000", "000008 06 00 00000000 0000000000000000", "000001 01 05 00000001 82"})
    void firstFrameMustBeSettings(String wire) {
        assertThat(read(reader, Hex.bytes(wire), 0)).isFalse();
        assertThat(reader.violation()).isEqualTo(Violation.FIRST_FRAME);
    }

    /** A large frame is rejected before its payload arrives, so that it takes no memory. */
    @Test
    void largerFramesAreASetting() {
        String wire = SETTINGS + "004001 00 00 00000001";
        FrameReader large = new FrameReader(log, FrameType.MIN_MAX_PAYLOAD + 1);
        assertThat(read(large, Hex.bytes(wire), 0)).isTrue();
        assertThat(large.isAtBoundary()).isFalse();
        assertThat(read(reader, Hex.bytes(wire), 0)).isFalse();
    }

    @Test
    void passesDataOnAsItArrives() {
        byte[] bytes = Hex.bytes(SETTINGS + "000003 00 01 00000001 61");
        assertThat(read(reader, bytes, 0)).isTrue();
        assertThat(log.frames()).containsExactly("SETTINGS");
        assertThat(reader.isAtBoundary()).isFalse();
        byte[] rest = Hex.bytes("6263");
        assertThat(reader.read(rest, 0, 2)).isEqualTo(2);
        assertThat(log.frames().get(1)).isEqualTo("DATA 1 length=3 end=true 616263");
        assertThat(reader.isAtBoundary()).isTrue();
    }

    @Test
    void prefaceMatches() {
        byte[] preface = Preface.bytes();
        for (int length = 0; length <= preface.length; length++) {
            assertThat(Preface.match(preface, 0, length)).isEqualTo(length);
        }
        for (int i = 0; i < preface.length; i++) {
            byte[] other = preface.clone();
            other[i] ^= 1;
            assertThat(Preface.match(other, 0, other.length)).isEqualTo(Preface.MISMATCH);
            assertThat(Preface.match(other, 0, i)).isEqualTo(i);
        }
    }
}
