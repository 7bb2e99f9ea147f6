package dev.interlock.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameReader;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.List;

/**
 * Sends requests by HTTP/2, each on its own stream. Reads responses with Netty's codec, because a mistake in the codec
 * under test must not hide itself.
 */
final class Http2Connection extends Http2Responses implements HttpConnection {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
    /** Window of each stream and of the connection in bytes: the default of h2load. */
    private static final int WINDOW = (1 << 30) - 1;

    private static final int DEFAULT_WINDOW = 65_535;
    private static final int FRAME_HEADER_BYTES = 9;

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int WINDOW_UPDATE = 8;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int ACK = 1;
    private static final int ENABLE_PUSH = 2;
    private static final int INITIAL_WINDOW_SIZE = 4;

    private final Wire wire;
    private final Selector selector;
    private final Requests requests;
    private final ConnectionPlan plan;
    private final Listener listener;

    private final Http2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
    private final Http2FrameReader reader = new DefaultHttp2FrameReader(new DefaultHttp2HeadersDecoder(false));
    private final IntObjectMap<Stream> open = new IntObjectHashMap<>();
    /** Received bytes of incomplete frames. */
    private final ByteBuf received = Unpooled.directBuffer();
    /** Frames to send. */
    private final ByteBuf out = Unpooled.directBuffer();

    private int nextStream = 1;
    private boolean isGreeted;
    private boolean isReady;
    /** Bytes of bodies since the last WINDOW_UPDATE of the connection. */
    private int consumed;

    /**
     * Requests that all connections share.
     *
     * @param fields fields of each exchange
     * @param context context for Netty's reader, which takes buffers from it
     * @param buffer buffer for reads
     */
    record Requests(
            List<Exchange> exchanges, List<Http2Headers> fields, ChannelHandlerContext context, ByteBuffer buffer) {}

    /** A request whose response is not complete. */
    private static final class Stream {
        private final Exchange exchange;
        private final long due;
        private int bodyBytes;

        Stream(Exchange exchange, long due) {
            this.exchange = exchange;
            this.due = due;
        }
    }

    Http2Connection(Wire wire, Selector selector, Requests requests, ConnectionPlan plan, Listener listener) {
        this.wire = wire;
        this.selector = selector;
        this.requests = requests;
        this.plan = plan;
        this.listener = listener;
    }

    @Override
    public void begin() throws IOException {
        wire.open(selector, this);
        if (wire.isEstablished()) {
            greet();
        }
    }

    /** Returns whether the settings of the server have arrived. */
    @Override
    public boolean isReady() {
        return isReady;
    }

    private void greet() throws IOException {
        isGreeted = true;
        out.writeBytes(PREFACE);
        frame(SETTINGS, 0, 0, 12);
        out.writeShort(ENABLE_PUSH).writeInt(0);
        out.writeShort(INITIAL_WINDOW_SIZE).writeInt(WINDOW);
        frame(WINDOW_UPDATE, 0, 0, Integer.BYTES);
        out.writeInt(WINDOW - DEFAULT_WINDOW);
        flush();
    }

    /** Writes the header of a frame. The payload follows. */
    private void frame(int type, int flags, int stream, int length) {
        out.writeMedium(length).writeByte(type).writeByte(flags).writeInt(stream);
    }

    private void flush() throws IOException {
        if (out.isReadable()) {
            wire.write(out.nioBuffer());
            out.clear();
        }
    }

    @Override
    public void send(int number, long due) throws IOException {
        Exchange exchange = requests.exchanges().get(number);
        int stream = nextStream;
        nextStream += 2;
        open.put(stream, new Stream(exchange, due));
        byte[] body = exchange.body();
        int head = out.writerIndex();
        out.writeZero(FRAME_HEADER_BYTES);
        try {
            encoder.encodeHeaders(stream, requests.fields().get(number), out);
        } catch (Http2Exception e) {
            throw new IOException(e);
        }
        int length = out.writerIndex() - head - FRAME_HEADER_BYTES;
        out.setMedium(head, length);
        out.setByte(head + 3, HEADERS).setByte(head + 4, body.length == 0 ? END_HEADERS | END_STREAM : END_HEADERS);
        out.setInt(head + 5, stream);
        if (body.length > 0) {
            frame(DATA, END_STREAM, stream, body.length);
            out.writeBytes(body);
        }
        flush();
    }

    @Override
    public void ready() throws IOException {
        if (!wire.isEstablished() && !wire.establish()) {
            return;
        }
        if (!isGreeted) {
            greet();
        }
        ByteBuffer buffer = requests.buffer().clear();
        int read = wire.read(buffer);
        if (read < 0) {
            throw new IOException("The server closed a connection");
        }
        received.writeBytes(buffer.flip());
        readFrames();
        received.discardSomeReadBytes();
        flush();
    }

    private void readFrames() throws IOException {
        try {
            int before = -1;
            while (received.isReadable() && received.readerIndex() != before) {
                before = received.readerIndex();
                reader.readFrame(requests.context(), received, this);
            }
        } catch (Http2Exception e) {
            throw new IOException(e);
        }
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) throws Http2Exception {
        Long streams = settings.maxConcurrentStreams();
        if (streams != null && streams < plan.streams()) {
            throw new IllegalStateException("The server allows only " + streams + " streams");
        }
        Long table = settings.headerTableSize();
        if (table != null) {
            encoder.configuration().maxHeaderTableSize(table);
        }
        frame(SETTINGS, ACK, 0, 0);
        isReady = true;
    }

    @Override
    public void onPingRead(ChannelHandlerContext context, long data) {
        frame(PING, ACK, 0, Long.BYTES);
        out.writeLong(data);
    }

    private Stream stream(int number) {
        Stream stream = open.get(number);
        if (stream == null) {
            throw new IllegalStateException("The server sends frames on stream " + number + ", which is closed");
        }
        return stream;
    }

    @Override
    void onHead(int number, Http2Headers fields, boolean isEnd) {
        Stream stream = stream(number);
        CharSequence status = fields.status();
        // A trailer section has no status.
        if (status != null && !Integer.toString(stream.exchange.status()).contentEquals(status)) {
            throw new IllegalStateException(stream.exchange.target() + " is answered with status " + status);
        }
        end(number, stream, isEnd);
    }

    @Override
    void onBody(int number, ByteBuf data, boolean isEnd) {
        Stream stream = stream(number);
        byte[] body = stream.exchange.response();
        for (int at = data.readerIndex(); at < data.writerIndex(); at++) {
            if (stream.bodyBytes == body.length || data.getByte(at) != body[stream.bodyBytes++]) {
                throw new IllegalStateException("The response to " + stream.exchange.target() + " has another body");
            }
        }
        consumed += data.readableBytes();
        if (consumed > WINDOW / 2) {
            frame(WINDOW_UPDATE, 0, 0, Integer.BYTES);
            out.writeInt(consumed);
            consumed = 0;
        }
        end(number, stream, isEnd);
    }

    private void end(int number, Stream stream, boolean isEnd) {
        if (isEnd) {
            if (stream.bodyBytes < stream.exchange.response().length) {
                throw new IllegalStateException("The response to " + stream.exchange.target() + " is too short");
            }
            open.remove(number);
            listener.answered(this, stream.due);
        }
    }

    /** Does nothing, because the connection is kept open, and the next request has a new stream. */
    @Override
    public void renew() {}

    @Override
    public void close() throws IOException {
        received.release();
        out.release();
        wire.close();
    }
}
