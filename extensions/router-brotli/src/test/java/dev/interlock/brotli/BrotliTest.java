package dev.interlock.brotli;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import dev.interlock.annotation.TrailingSlash;
import dev.interlock.filter.Compression;
import dev.interlock.filter.Decompression;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.server.PlainRouter;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BrotliTest {
    private static final String TEXT = "All work and no play makes a dull text. ".repeat(100);

    /** A router whose response body is the request body. */
    private static final class EchoRouter extends PlainRouter {
        private final Compression compression = Compression.standard().coding(Brotli.standard());
        private final Decompression decompression = Decompression.standard().with(Brotli.standard());

        EchoRouter() {
            super(
                    TrailingSlash.STRICT,
                    List.of(RouteInfo.of(0, "POST", "/echo", "test.Echo.echo")
                            .consumes("*/*")
                            .decodesBody(true)));
        }

        @Override
        public void handle(int route, Request request, Response response) {
            if (decompression.before(request, response)) {
                Results.writeText(response, request.body());
                compression.finish(request, response);
            }
        }
    }

    private static byte[] encoded() throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (BrotliOutputStream into = new BrotliOutputStream(encoded)) {
            into.write(TEXT.getBytes(UTF_8));
        }
        return encoded.toByteArray();
    }

    @Test
    void decodesRequestAndEncodesResponse() throws IOException {
        try (TestClient client = TestClient.of(new EchoRouter())) {
            client.post("/echo")
                    .bytes("text/plain", encoded())
                    .header("content-encoding", "br")
                    .send()
                    .assertThat()
                    .hasBody(TEXT);
            TestResponse response = client.post("/echo")
                    .bytes("text/plain", TEXT.getBytes(UTF_8))
                    .header("accept-encoding", "gzip, br")
                    .send();
            response.assertThat().hasHeader("content-encoding", "br");
            assertThat(response.bytes().length).isLessThan(TEXT.length() / 10);
        }
    }

    @Test
    void rejectsMalformedBody() {
        try (TestClient client = TestClient.of(new EchoRouter())) {
            client.post("/echo")
                    .bytes("text/plain", "no brotli".getBytes(UTF_8))
                    .header("content-encoding", "br")
                    .send()
                    .assertThat()
                    .isProblem(400);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 12})
    void rejectsQualityOutOfRange(int quality) {
        assertThrows(IllegalArgumentException.class, () -> Brotli.quality(quality));
    }
}
