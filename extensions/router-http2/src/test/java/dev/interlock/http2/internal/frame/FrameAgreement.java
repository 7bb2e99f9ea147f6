package dev.interlock.http2.internal.frame;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.http2.internal.Hex;
import dev.interlock.http2.internal.error.Violation;
import dev.interlock.http2.internal.stream.PeerSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the same bytes with our reader and with Netty's. Both must find the same frames, and a violation at the same
 * frame if there is one.
 */
public final class FrameAgreement {
    private static final byte[] SETTINGS = Hex.bytes("000000 04 00 00000000");
    private static final int TYPE_AT = 3;

    private FrameAgreement() {}

    /**
     * Checks the frames after the first SETTINGS.
     *
     * @param cut index at which the bytes for our reader are divided
     */
    public static void check(byte[] wire, int cut) {
        byte[] bytes = complete(wire);
        FrameLog log = new FrameLog();
        FrameReader reader = new FrameReader(log, FrameType.MIN_MAX_PAYLOAD);
        byte[] all = concat(SETTINGS, bytes);
        boolean fine = FrameReaderTest.read(reader, all, Math.min(cut, all.length));
        List<String> found = simplified(log.frames());
        String violation = String.valueOf(reader.violation());
        NettyFrames netty = new NettyFrames();
        boolean nettyFine = netty.read(bytes);
        List<String> expected = netty.frames;
        String message = Hex.of(bytes, 0, bytes.length);
        if (reader.violation() == Violation.SELF_DEPENDENCY || reader.violation() == Violation.PRIORITY_UPDATE) {
            // Netty continues after the first of these violations, and does not know the second.
            expected = expected.subList(0, Math.min(expected.size(), found.size()));
            nettyFine = false;
        }
        assertWithMessage("violation %s, Netty's %s, in %s", violation, netty.failure, message)
                .that(fine)
                .isEqualTo(nettyFine);
        assertWithMessage(message).that(found).isEqualTo(expected);
    }

    /** Returns the complete frames at the start of the bytes. The header of a frame that is too large may follow. */
    private static byte[] complete(byte[] wire) {
        int at = 0;
        while (wire.length - at >= FrameType.HEADER_BYTES) {
            int length = (wire[at] & 0xff) << 16 | (wire[at + 1] & 0xff) << 8 | (wire[at + 2] & 0xff);
            if (length > FrameType.MIN_MAX_PAYLOAD) {
                return Arrays.copyOf(wire, at + FrameType.HEADER_BYTES);
            }
            boolean newType =
                    wire[at + TYPE_AT] == FrameType.PRIORITY_UPDATE || wire[at + TYPE_AT] == FrameType.PUSH_PROMISE;
            if (length > wire.length - at - FrameType.HEADER_BYTES || newType || hasBadSetting(wire, at, length)) {
                // Netty does not know PRIORITY_UPDATE, accepts PUSH_PROMISE because it may be a client, and checks the
                // values of settings in its reader.
                break;
            }
            at += FrameType.HEADER_BYTES + length;
        }
        return Arrays.copyOf(wire, at);
    }

    private static boolean hasBadSetting(byte[] wire, int at, int length) {
        if (wire[at + TYPE_AT] != FrameType.SETTINGS || length % 6 != 0) {
            return false;
        }
        ByteBuf payload = Unpooled.wrappedBuffer(wire, at + FrameType.HEADER_BYTES, length);
        PeerSettings settings = new PeerSettings();
        while (payload.isReadable()) {
            if (settings.set(payload.readUnsignedShort(), payload.readUnsignedInt()) != null) {
                return true;
            }
        }
        return false;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** Joins the fragments of field blocks. Drops the first SETTINGS frame, and the single settings of all. */
    private static List<String> simplified(List<String> frames) {
        List<String> all = new ArrayList<>();
        String block = "";
        for (String frame : frames.subList(1, frames.size())) {
            if (frame.startsWith("HEADERS") || frame.startsWith("CONTINUATION")) {
                block += frame.startsWith("HEADERS")
                        ? frame.replaceFirst(" last=\\w+", "")
                        : frame.substring(frame.lastIndexOf(' ') + 1);
                if (frame.contains("last=true")) {
                    all.add(block);
                    block = "";
                }
            } else if (!frame.startsWith("SETTING ")) {
                all.add(frame);
            }
        }
        return all;
    }

    /** Records the frames that Netty's reader finds, in the texts of {@link FrameLog}. */
    private static final class NettyFrames extends Http2FrameAdapter implements Http2HeadersDecoder {
        final List<String> frames = new ArrayList<>();
        String failure = "none";
        private final Configuration limits = new DefaultHttp2HeadersDecoder(false, 1 << 20).configuration();

        boolean read(byte[] bytes) {
            EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
            ByteBuf input = Unpooled.wrappedBuffer(bytes);
            DefaultHttp2FrameReader reader = new DefaultHttp2FrameReader(this, Integer.MAX_VALUE);
            try {
                ChannelHandlerContext context = channel.pipeline().firstContext();
                while (input.isReadable()) {
                    try {
                        reader.readFrame(context, input, this);
                    } catch (Http2Exception.StreamException e) {
                        if (!String.valueOf(e.getMessage()).contains("WINDOW_UPDATE")) {
                            throw e;
                        }
                        frames.add("VIOLATED " + e.streamId() + " STREAM_WINDOW_ZERO");
                    }
                }
                return true;
            } catch (Http2Exception | RuntimeException e) {
                failure = e.toString();
                return false;
            } finally {
                reader.close();
                channel.finishAndReleaseAll();
            }
        }

        @Override
        public Http2Headers decodeHeaders(int stream, ByteBuf block) {
            DefaultHttp2Headers headers = new DefaultHttp2Headers(false);
            headers.add("block", ByteBufUtil.hexDump(block));
            return headers;
        }

        @Override
        public Configuration configuration() {
            return limits;
        }

        @Override
        public int onDataRead(ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean end) {
            int length = data.readableBytes() + padding;
            frames.add("DATA %d length=%d end=%s %s".formatted(stream, length, end, ByteBufUtil.hexDump(data)));
            return length;
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean end) {
            frames.add("HEADERS %d end=%s %s".formatted(stream, end, headers.get("block")));
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context,
                int stream,
                Http2Headers headers,
                int dependency,
                short weight,
                boolean exclusive,
                int padding,
                boolean end) {
            onHeadersRead(context, stream, headers, padding, end);
        }

        @Override
        public void onPriorityRead(
                ChannelHandlerContext context, int stream, int dependency, short weight, boolean exclusive) {
            frames.add("PRIORITY " + stream);
        }

        @Override
        public void onRstStreamRead(ChannelHandlerContext context, int stream, long code) {
            frames.add("RST_STREAM " + stream + " " + code);
        }

        @Override
        public void onSettingsAckRead(ChannelHandlerContext context) {
            frames.add("SETTINGS ack");
        }

        @Override
        public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) {
            frames.add("SETTINGS");
        }

        @Override
        public void onPingRead(ChannelHandlerContext context, long opaque) {
            frames.add("PING %x".formatted(opaque));
        }

        @Override
        public void onPingAckRead(ChannelHandlerContext context, long opaque) {
            frames.add("PING ack %x".formatted(opaque));
        }

        @Override
        public void onGoAwayRead(ChannelHandlerContext context, int last, long code, ByteBuf debug) {
            frames.add("GOAWAY " + last + " " + code);
        }

        @Override
        public void onWindowUpdateRead(ChannelHandlerContext context, int stream, int increment) {
            frames.add("WINDOW_UPDATE " + stream + " " + increment);
        }

        @Override
        public void onUnknownFrame(
                ChannelHandlerContext context, byte type, int stream, Http2Flags flags, ByteBuf payload) {
            frames.add("UNKNOWN " + (type & 0xff) + " length=" + payload.readableBytes());
        }
    }
}
