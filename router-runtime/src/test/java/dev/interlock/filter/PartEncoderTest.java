package dev.interlock.filter;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.Response;
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
    private final Places places = new Places(1);
    private final AtomicInteger open = new AtomicInteger();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    private PartEncoder begun(BodyEncoder by) {
        assertThat(places.take()).isTrue();
        return new PartEncoder(by, places);
    }

    private void receive(ByteBuf part) {
        received.writeBytes(ByteBufUtil.getBytes(part));
        part.release();
    }

    private static ByteBuf buffer(String text) {
        return PooledByteBufAllocator.DEFAULT.directBuffer().writeBytes(text.getBytes(UTF_8));
    }

    /** Gzip encoder that counts streams with memory. */
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
        assertThat(places.taken()).isEqualTo(0);
    }

    @Test
    void unsentStreamHoldsPlaceWithoutMemory() {
        PartEncoder encoder = begun(counted());
        assertThat(places.take()).isFalse();
        assertThat(open.get()).isEqualTo(0);
        encoder.close();
        assertThat(places.take()).isTrue();
    }

    @Test
    void encodesEmptyStream() {
        PartEncoder encoder = begun(counted());
        receive(encoder.end());
        assertThat(Codings.decode("gzip", received.toByteArray())).isEmpty();
        assertThat(places.taken()).isEqualTo(0);
    }

    @Test
    void closeReleasesAll() {
        PartEncoder encoder = begun(counted());
        encoder.encode(buffer("one")).release();
        assertThat(open.get()).isEqualTo(1);
        encoder.close();
        encoder.close();
        assertThat(open.get()).isEqualTo(0);
        assertThat(places.taken()).isEqualTo(0);
        ByteBuf late = buffer("late");
        assertThrows(IllegalStateException.class, () -> encoder.encode(late));
        assertThat(late.refCnt()).isEqualTo(0);
        assertThrows(IllegalStateException.class, encoder::end);
    }

    @Test
    void unsentResponseGivesPlaceBack() {
        Response response = new Response().stream(subscriber -> {}).encodeStream(begun(counted()));
        response.reset();
        assertThat(places.taken()).isEqualTo(0);
    }

    @Test
    void encodesOnlyStreamsAndOnce() {
        PartEncoder encoder = begun(counted());
        assertThrows(IllegalStateException.class, () -> new Response().encodeStream(encoder));
        Response encoded = new Response().stream(subscriber -> {}).encodeStream(encoder);
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
            assertThat(places.taken()).isEqualTo(0);
        }
    }

    /** An encoder that fails after a number of calls. */
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
