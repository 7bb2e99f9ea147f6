package dev.interlock.filter;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.generated.codec.Results;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Limit on concurrent encoding of bodies that are not streamed. While the limit is reached, further bodies are sent
 * unencoded.
 */
final class CompressionPlacesTest {
    private static final String TEXT = "All work and no play makes a dull text. ".repeat(100);

    /** Runs a task while the buffer is encoded. */
    private static final class Watched extends UnpooledHeapByteBuf {
        private final Runnable meanwhile;

        Watched(byte[] bytes, Runnable meanwhile) {
            super(UnpooledByteBufAllocator.DEFAULT, bytes, bytes.length);
            this.meanwhile = meanwhile;
        }

        @Override
        public ByteBuf getBytes(int index, OutputStream out, int length) throws IOException {
            meanwhile.run();
            return super.getBytes(index, out, length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "gzip, identity;q=0", "gzip, *;q=0"})
    void sendsBodiesAboveLimitUnencoded(String accept) {
        Compression compression = Compression.standard().maxConcurrent(1);
        TestResponse meanwhile = whileEncoding(compression, compression, accept);
        meanwhile
                .assertThat()
                .hasStatus(200)
                .hasBody(TEXT)
                .hasNoHeader("Content-Encoding")
                .hasHeaders("Vary", "accept-encoding");
        get(text(compression), "/text", accept).assertThat().hasHeaders("Content-Encoding", "gzip");
    }

    @Test
    void copiesHaveOwnLimits() {
        Compression compression = Compression.standard().maxConcurrent(1);
        TestResponse meanwhile = whileEncoding(compression, compression.minSize(10), "gzip");
        meanwhile.assertThat().hasHeaders("Content-Encoding", "gzip");
    }

    private static FilteredRouter text(Compression compression) {
        return FilteredRouter.with(compression)
                .get("/text", (request, response) -> Results.writeText(response, TEXT))
                .router();
    }

    /** Returns the response of another filter while the first filter encodes a body. */
    private static TestResponse whileEncoding(Compression first, Compression other, String accept) {
        List<TestResponse> meanwhile = new ArrayList<>();
        FilteredRouter text = text(other);
        FilteredRouter watched = FilteredRouter.with(first)
                .get(
                        "/watched",
                        (request, response) -> response.contentType("text/plain")
                                .buffer(new Watched(
                                        TEXT.getBytes(UTF_8), () -> meanwhile.add(get(text, "/text", accept)))))
                .router();
        get(watched, "/watched", accept).assertThat().hasHeaders("Content-Encoding", "gzip");
        assertThat(meanwhile).hasSize(1);
        return meanwhile.get(0);
    }

    private static TestResponse get(FilteredRouter router, String path, String accept) {
        return TestClient.of(router).get(path).header("Accept-Encoding", accept).send();
    }
}
