package dev.interlock.http2.internal;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.management.ThreadMXBean;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.error.Violation;
import dev.interlock.http2.internal.flood.FloodGuard;
import dev.interlock.http2.internal.flood.FloodLimits;
import dev.interlock.http2.internal.frame.FrameReader;
import dev.interlock.http2.internal.frame.FrameSink;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.http2.internal.frame.FrameWriter;
import dev.interlock.http2.internal.head.FieldBlockReader;
import dev.interlock.http2.internal.head.HeadLimits;
import dev.interlock.http2.internal.head.RequestFields;
import dev.interlock.http2.internal.head.ResponseFields;
import dev.interlock.http2.internal.head.TrailerFields;
import dev.interlock.http2.internal.hpack.HpackDecoder;
import dev.interlock.http2.internal.hpack.HpackEncoder;
import dev.interlock.http2.internal.stream.PeerSettings;
import dev.interlock.http2.internal.stream.SettingsAcks;
import dev.interlock.http2.internal.stream.StreamNumbers;
import dev.interlock.http2.internal.stream.StreamState;
import dev.interlock.http2.internal.stream.StreamTable;
import dev.interlock.internal.engine.Outbound;
import dev.interlock.internal.message.DateLine;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.internal.syntax.FieldSection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Requests and responses of a connection allocate nothing in steady state, from frames to heads and back. */
final class Http2AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 1_000;
    /** Limit on the bytes of the codec's objects for one connection before its first request. */
    private static final int IDLE_BYTES = 4096;
    /** Number of ended streams that a connection remembers. */
    private static final int REMEMBERED = 64;

    private long bytes;
    private @Nullable Throwable failure;

    @Test
    void requestsAndResponsesAllocateNothing() throws InterruptedException {
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        // The detector allocates a record for each buffer.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        try {
            // Netty's buffer pool has a cache for threads of this class, which event loops are.
            Thread thread = new FastThreadLocalThread(this::measure);
            thread.setUncaughtExceptionHandler((each, thrown) -> failure = thrown);
            thread.start();
            thread.join();
        } finally {
            ResourceLeakDetector.setLevel(level);
        }
        assertThat(failure).isNull();
        assertWithMessage("bytes that %s requests allocate", MEASURED)
                .that(bytes)
                .isLessThan(MEASURED);
    }

    /** Returns the objects that each connection needs. The buffers of heads and responses belong to the event loop. */
    private static Object[] codec() {
        ReceivedHead head = new ReceivedHead();
        return new Object[] {
            new HpackEncoder(4096),
            head,
            new RequestFields(HeadLimits.DEFAULT, head, false),
            new TrailerFields(HeadLimits.DEFAULT),
            new FieldBlockReader(new HpackDecoder(), HeadLimits.DEFAULT),
            new StreamTable<StreamState>(100),
            new StreamNumbers(REMEMBERED),
            new FloodGuard(FloodLimits.DEFAULT, 0),
            new PeerSettings(),
            new SettingsAcks(1)
        };
    }

    @Test
    void idleConnectionTakesLittleMemory() {
        for (int i = 0; i < 1000; i++) {
            assertThat(codec()).isNotEmpty();
        }
        long before = allocated();
        Object[] codec = codec();
        long taken = allocated() - before;
        assertThat(codec).hasLength(10);
        assertThat(taken).isLessThan(IDLE_BYTES);
        assertThat(taken).isGreaterThan(1000);
    }

    private void measure() {
        Connection connection = new Connection();
        for (int i = 0; i < WARM_UP; i++) {
            connection.request();
        }
        long before = allocated();
        for (int i = 0; i < MEASURED; i++) {
            connection.request();
        }
        bytes = allocated() - before;
        assertWithMessage("requests").that(connection.heads).isEqualTo(WARM_UP + MEASURED);
        assertWithMessage("bytes of bodies").that(connection.content).isEqualTo(5L * connection.heads);
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** One connection with everything except a handler. */
    private static final class Connection implements FrameSink {
        private final FrameReader reader = new FrameReader(this, FrameType.MIN_MAX_PAYLOAD);
        private final FrameWriter writer = new FrameWriter();
        private final HpackEncoder client = new HpackEncoder(4096);
        private final HpackEncoder encoder = new HpackEncoder(4096);
        private final ReceivedHead head = new ReceivedHead();
        private final RequestFields fields = new RequestFields(HeadLimits.DEFAULT, head, false);
        private final FieldBlockReader block = new FieldBlockReader(new HpackDecoder(), HeadLimits.DEFAULT);
        private final ByteWriter bytes = new ByteWriter(0);
        private final ByteWriter response = new ByteWriter(256);
        private final Outbound out = new Outbound(PooledByteBufAllocator.DEFAULT);
        private final StreamTable<StreamState> streams = new StreamTable<>(10);
        private final StreamNumbers numbers = new StreamNumbers(16);
        private final StreamState stream = new StreamState();
        private final FloodGuard guard = new FloodGuard(FloodLimits.DEFAULT, 0);
        private final FieldSection section = new FieldSection();
        private final DateLine date = new DateLine();
        private final byte[] body = "hello".getBytes(ISO_8859_1);
        private final byte[][] request = {
            field(":method", "POST"),
            field(":scheme", "https"),
            field(":path", "/v1/orders?page=0000001"),
            field(":authority", "shop.test"),
            field("user-agent", "Mozilla/5.0 (X11; Linux x86_64)"),
            field("content-length", "5"),
            field("cookie", "a=b"),
            field("cookie", "c=d"),
            field("x-request-id", "0123456789abcdef-0000000")
        };

        private final Outbound toServer = new Outbound(PooledByteBufAllocator.DEFAULT);
        private final ByteWriter requestBlock = new ByteWriter(512);
        private final byte[] wire = new byte[4096];
        private int id = -1;
        private long now;
        int heads;
        long content;

        Connection() {
            byte[] settings = Hex.bytes("000000040000000000");
            require(reader.read(settings, 0, settings.length) == settings.length);
            section.add("Content-Type", "text/plain");
            section.add("Server", "interlock");
        }

        private static byte[] field(String name, String value) {
            byte[] bytes = (name + value).getBytes(ISO_8859_1);
            byte[] withLength = Arrays.copyOf(bytes, bytes.length + 1);
            withLength[bytes.length] = (byte) name.length();
            return withLength;
        }

        private static void require(boolean condition) {
            if (!condition) {
                throw new AssertionError();
            }
        }

        void request() {
            now += 1_000_000;
            id += 2;
            count(request[8], heads);
            requestBlock.clear();
            FrameWriter.beginHeaders(requestBlock);
            client.begin(requestBlock);
            for (byte[] each : request) {
                int nameEnd = each[each.length - 1];
                client.field(requestBlock, each, 0, nameEnd, nameEnd, each.length - 1);
            }
            // Every second block comes in two frames.
            writer.headers(toServer, id, requestBlock, false, (id & 2) == 0 ? 16_384 : 40);
            writer.data(toServer, id, body, 0, body.length, true);
            int length = drain(toServer);
            int from = 0;
            for (int next = reader.read(wire, 0, length); next != from; next = reader.read(wire, from, length)) {
                require(next != FrameReader.FAILED);
                from = next;
            }
            require(from == length);
        }

        private static void count(byte[] field, int number) {
            int rest = number;
            for (int i = 0; i < 7; i++, rest /= 10) {
                field[field.length - 2 - i] = (byte) ('0' + rest % 10);
            }
        }

        private int drain(Outbound from) {
            int length = 0;
            for (Object piece = from.next(); piece != null; piece = from.next()) {
                ByteBuf buffer = (ByteBuf) piece;
                int count = buffer.readableBytes();
                buffer.readBytes(wire, length, count);
                buffer.release();
                length += count;
            }
            return length;
        }

        @Override
        public void headers(int number, byte[] array, int from, int to, boolean endStream, boolean last) {
            require(numbers.headers(number) == null);
            fields.begin(block, bytes, false);
            fragment(array, from, to, last);
        }

        @Override
        public void continuation(byte[] array, int from, int to, boolean last) {
            fragment(array, from, to, last);
        }

        private void fragment(byte[] array, int from, int to, boolean last) {
            require(block.read(array, from, to, last) == null);
            if (last) {
                require(fields.end(bytes, block.isOverLimit(), false) == null);
                require(head.fieldCount() == 5);
                stream.open(65_535, 65_535, false, fields.length());
                streams.put(id, stream);
                heads++;
            }
        }

        @Override
        public void dataBegun(int number, int length, boolean endStream) {
            StreamState open = streams.get(number);
            require(open != null && open.data(length) == null);
            require(guard.addData(length, endStream, now) == null);
        }

        @Override
        public void data(byte[] array, int from, int to) {
            require(stream.content(to - from) == null);
            require(stream.receiveWindow().consumed(to - from) == 0);
            content += to - from;
        }

        @Override
        public void dataEnded() {
            require(stream.endClient() == null);
            response.clear();
            FrameWriter.beginHeaders(response);
            date.set(now / 1_000_000);
            ResponseFields.appendHead(encoder, response, 200, section, date.bytes(), 6, 35, 5);
            writer.headers(out, id, response, false, 16_384);
            writer.data(out, id, body, 0, body.length, true);
            writer.windowUpdate(out, 0, 5);
            writer.reset(out, id, ErrorCode.NO_ERROR);
            stream.endServer();
            streams.remove(id);
            numbers.ended(id, StreamNumbers.End.COMPLETE);
            require(drain(out) < 150);
        }

        @Override
        public void priority(int number) {}

        @Override
        public void priorityUpdate(int number, byte[] array, int from, int to) {}

        @Override
        public void reset(int number, int code) {}

        @Override
        public void setting(int identifier, long value) {}

        @Override
        public void settingsEnded() {}

        @Override
        public void settingsAcknowledged() {}

        @Override
        public void ping(long opaque) {}

        @Override
        public void pingAcknowledged(long opaque) {}

        @Override
        public void goAway(int lastStream, int code) {}

        @Override
        public void windowUpdate(int number, int increment) {}

        @Override
        public void unknown(int type, int length) {}

        @Override
        public void violated(int number, Violation violation) {
            throw new AssertionError(violation);
        }
    }
}
