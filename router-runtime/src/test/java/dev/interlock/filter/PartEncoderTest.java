package dev.interlock.filter;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.internal.message.EncodedResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Encoding of the parts of a stream, and release of all resources at its end. */
final class PartEncoderTest {
    private final EncoderLimit limit = new EncoderLimit(1);
    private final AtomicInteger open = new AtomicInteger();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    private PartEncoder begun(BodyEncoder by) {
        assertThat(limit.acquire()).isTrue();
        return new PartEncoder(by, limit);
    }

    private void receive(ByteBuf part) {
        received.writeBytes(ByteBufUtil.getBytes(part));
        part.release();
    }

    private static ByteBuf buffer(String text) {
        return PooledByteBufAllocator.DEFAULT.directBuffer().writeBytes(text.getBytes(UTF_8));
    }

    /** Returns a gzip encoder that counts the streams that hold memory. */
    private BodyEncoder counted() {
        BodyEncoder gzip = new GzipEncoder(5);
        return new BodyEncoder() {
            @Override
            public String coding() {
                return gzip.coding();
            }

            @Override
            public OutputStream encode(OutputStream into) throws IOException {
                open.incrementAndGet();
                OutputStream encoded = gzip.encode(into);
                return new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        encoded.write(octet);
                    }

                    @Override
                    public void flush() throws IOException {
                        encoded.flush();
                    }

                    @Override
                    public void close() throws IOException {
                        open.decrementAndGet();
                        encoded.close();
                    }
                };
            }
        };
    }

    @Test
    void encodesPartsAsOneBody() {
        PartEncoder encoder = begun(counted());
        receive(encoder.encode(buffer("one ")));
        receive(encoder.encode(buffer("")));
        receive(encoder.encode(buffer("two")));
        receive(encoder.end());
        assertThat(new String(Codings.decode("gzip", received.toByteArray()), UTF_8))
                .isEqualTo("one two");
        assertThat(open.get()).isEqualTo(0);
        assertThat(limit.acquired()).isEqualTo(0);
    }

    @Test
    void unsentStreamHoldsPlaceWithoutMemory() {
        PartEncoder encoder = begun(counted());
        assertThat(limit.acquire()).isFalse();
        assertThat(open.get()).isEqualTo(0);
        encoder.close();
        assertThat(limit.acquire()).isTrue();
    }

    @Test
    void encodesEmptyStream() {
        PartEncoder encoder = begun(counted());
        receive(encoder.end());
        assertThat(Codings.decode("gzip", received.toByteArray())).isEmpty();
        assertThat(limit.acquired()).isEqualTo(0);
    }

    @Test
    void closeReleasesAll() {
        PartEncoder encoder = begun(counted());
        encoder.encode(buffer("one")).release();
        assertThat(open.get()).isEqualTo(1);
        encoder.close();
        encoder.close();
        assertThat(open.get()).isEqualTo(0);
        assertThat(limit.acquired()).isEqualTo(0);
        ByteBuf late = buffer("late");
        assertThrows(IllegalStateException.class, () -> encoder.encode(late));
        assertThat(late.refCnt()).isEqualTo(0);
        assertThrows(IllegalStateException.class, encoder::end);
    }

    @Test
    void unsentResponseGivesPlaceBack() {
        EncodedResponse response =
                new EncodedResponse().stream(subscriber -> {}).encodeStream(begun(counted()));
        response.reset();
        assertThat(limit.acquired()).isEqualTo(0);
    }

    @Test
    void encodesOnlyStreamsAndOnce() {
        PartEncoder encoder = begun(counted());
        assertThrows(IllegalStateException.class, () -> new EncodedResponse().encodeStream(encoder));
        EncodedResponse encoded = new EncodedResponse().stream(subscriber -> {}).encodeStream(encoder);
        assertThrows(IllegalStateException.class, () -> encoded.encodeStream(encoder));
    }

    @Test
    void failedEncoderReleasesAll() {
        for (int calls = 0; calls < 3; calls++) {
            PartEncoder encoder = begun(failing(calls));
            ByteBuf part = buffer("one");
            assertThrows(UncheckedIOException.class, () -> encoder.encode(part));
            assertThat(part.refCnt()).isEqualTo(0);
            encoder.close();
            assertThat(limit.acquired()).isEqualTo(0);
        }
    }

    /** Returns an encoder that fails after a number of calls. */
    private static BodyEncoder failing(int calls) {
        return new BodyEncoder() {
            private int left = calls;

            @Override
            public String coding() {
                return "test";
            }

            @Override
            public OutputStream encode(OutputStream into) throws IOException {
                work();
                return new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        into.write(octet);
                        work();
                    }
                };
            }

            private void work() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("full");
                }
            }
        };
    }
}
