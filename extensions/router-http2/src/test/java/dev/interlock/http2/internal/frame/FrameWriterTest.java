package dev.interlock.http2.internal.frame;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http2.internal.Hex;
import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.internal.engine.Outbound;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class FrameWriterTest {
    private final Outbound out = new Outbound(UnpooledByteBufAllocator.DEFAULT);
    private final FrameWriter writer = new FrameWriter();

    private byte[] written() {
        ByteBuf all = Unpooled.buffer();
        for (Object piece = out.next(); piece != null; piece = out.next()) {
            all.writeBytes((ByteBuf) piece);
            ((ByteBuf) piece).release();
        }
        return ByteBufUtil.getBytes(all);
    }

    private List<String> frames() {
        FrameLog log = new FrameLog();
        byte[] bytes = written();
        byte[] settings = Hex.bytes("000000040000000000");
        byte[] all = new byte[settings.length + bytes.length];
        System.arraycopy(settings, 0, all, 0, settings.length);
        System.arraycopy(bytes, 0, all, settings.length, bytes.length);
        assertThat(FrameReaderTest.read(new FrameReader(log, 1 << 20), all, 0)).isTrue();
        return log.frames().subList(1, log.frames().size());
    }

    @Test
    void writesSmallFrames() {
        writer.settings(out, Hex.bytes("000300000064"));
        writer.settingsAck(out);
        writer.ping(out, 0x0102030405060708L);
        writer.pingAck(out, -1);
        writer.reset(out, 5, ErrorCode.CANCEL);
        writer.goAway(out, Integer.MAX_VALUE, ErrorCode.ENHANCE_YOUR_CALM, "why".getBytes(US_ASCII));
        writer.windowUpdate(out, 0, Integer.MAX_VALUE);
        writer.windowUpdate(out, 7, 1);
        assertThat(frames())
                .containsExactly(
                        "SETTING 3=100",
                        "SETTINGS",
                        "SETTINGS ack",
                        "PING 102030405060708",
                        "PING ack ffffffffffffffff",
                        "RST_STREAM 5 8",
                        "GOAWAY 2147483647 11",
                        "WINDOW_UPDATE 0 2147483647",
                        "WINDOW_UPDATE 7 1")
                .inOrder();
    }

    @Test
    void writesGoAwayWithItsText() {
        writer.goAway(out, 3, ErrorCode.NO_ERROR, "why".getBytes(US_ASCII));
        assertThat(Hex.of(written(), 0, 20)).isEqualTo("00000b0700000000000000000300000000776879");
    }

    private static ByteWriter block(int length) {
        ByteWriter block = new ByteWriter(16);
        FrameWriter.beginHeaders(block);
        for (int i = 0; i < length; i++) {
            block.append((byte) i);
        }
        return block;
    }

    @Test
    void writesFieldBlocks() {
        writer.headers(out, 1, block(3), true, 16_384);
        writer.headers(out, 3, block(0), false, 16_384);
        assertThat(frames())
                .containsExactly("HEADERS 1 end=true last=true 000102", "HEADERS 3 end=false last=true ")
                .inOrder();
    }

    @Test
    void dividesLongFieldBlocks() {
        writer.headers(out, 1, block(5), true, 2);
        writer.headers(out, 3, block(4), false, 2);
        assertThat(frames())
                .containsExactly(
                        "HEADERS 1 end=true last=false 0001",
                        "CONTINUATION last=false 0203",
                        "CONTINUATION last=true 04",
                        "HEADERS 3 end=false last=false 0001",
                        "CONTINUATION last=true 0203")
                .inOrder();
    }

    @Test
    void writesData() {
        writer.data(out, 1, "xabcx".getBytes(US_ASCII), 1, 4, false);
        writer.data(out, 1, new byte[0], 0, 0, true);
        writer.data(out, 3, Unpooled.copiedBuffer("abc", US_ASCII), true);
        assertThat(frames())
                .containsExactly(
                        "DATA 1 length=3 end=false 616263",
                        "DATA 1 length=0 end=true ",
                        "DATA 3 length=3 end=true 616263")
                .inOrder();
    }

    /** A large buffer is sent itself, and released after that. */
    @Test
    void doesNotCopyLargeBuffers() {
        ByteBuf large = Unpooled.buffer(10_000).writeZero(10_000);
        writer.data(out, 1, large, true);
        ByteBuf header = (ByteBuf) Objects.requireNonNull(out.next());
        assertThat(ByteBufUtil.hexDump(header)).isEqualTo("002710000100000001");
        assertThat(out.next()).isSameInstanceAs(large);
        header.release();
        assertThat(large.release()).isTrue();
    }
}
