package dev.interlock.filter;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.testing.RunningServer;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestExchange;
import dev.interlock.testing.TestResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.SubmissionPublisher;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams are encoded while they are published, and the client can decode every part that was sent. */
final class CompressedStreamsTest {
    private static final String ACCEPT = "Accept-Encoding";
    private static final String CODING = "Content-Encoding";
    private static final int SIZE = 5000;

    private static final List<SubmissionPublisher<String>> PUBLISHERS = new ArrayList<>();

    @RegisterExtension
    static final RunningServer SERVER = RunningServer.of(() -> router(Codings.compression()));

    private static FilteredRouter router(Compression compression) {
        return FilteredRouter.with(compression)
                .get("/text", (request, response) -> Results.writeText(response, "text ".repeat(1000)))
                .get(
                        "/stream",
                        (request, response) -> Results.streamText(response, publisher()),
                        route -> route.execution(Execution.ASYNCHRONOUS))
                .get(
                        "/sized",
                        (request, response) -> {
                            Results.streamText(response, publisher());
                            Content.Stream stream = (Content.Stream) Objects.requireNonNull(
                                    EncodedResponse.of(response).takeContent());
                            response.stream(stream.publisher(), SIZE);
                        },
                        route -> route.execution(Execution.ASYNCHRONOUS))
                .get(
                        "/events",
                        (request, response) -> {
                            Results.streamText(response.contentType("text/event-stream"), publisher());
                            Content.Stream stream = (Content.Stream) Objects.requireNonNull(
                                    EncodedResponse.of(response).takeContent());
                            response.stream(stream.publisher(), Duration.ofMillis(1), ":\n\n");
                        },
                        route -> route.execution(Execution.ASYNCHRONOUS))
                .router();
    }

    private static SubmissionPublisher<String> publisher() {
        SubmissionPublisher<String> publisher = new SubmissionPublisher<>(Runnable::run, 64);
        synchronized (PUBLISHERS) {
            PUBLISHERS.add(publisher);
        }
        return publisher;
    }

    private static SubmissionPublisher<String> lastPublisher() {
        synchronized (PUBLISHERS) {
            return PUBLISHERS.get(PUBLISHERS.size() - 1);
        }
    }

    @Test
    void decodesElementsAsTheyArrive(TestClient client) throws IOException {
        try (TestExchange exchange =
                client.get("/stream").header(ACCEPT, "gzip").start()) {
            awaitPublisher();
            byte[] soFar = {};
            for (int i = 0; i < 3; i++) {
                lastPublisher().submit("event " + i + "\n");
                soFar = plus(soFar, Objects.requireNonNull(exchange.next()));
                assertThat(decodedSoFar(soFar)).endsWith("event " + i + "\n");
            }
            lastPublisher().close();
            TestResponse result = exchange.response();
            result.assertThat().hasHeaders(CODING, "gzip").hasHeaders("Vary", "accept-encoding");
            assertThat(new String(Codings.decode("gzip", result.bytes()), UTF_8))
                    .isEqualTo("event 0\nevent 1\nevent 2\n");
        }
    }

    @Test
    void encodesHeartbeats(TestClient client) throws IOException {
        try (TestExchange exchange =
                client.get("/events").header(ACCEPT, "gzip").start()) {
            awaitPublisher();
            byte[] soFar = {};
            lastPublisher().submit("data: 1\n\n");
            while (!decodedSoFar(soFar).startsWith("data: 1\n\n:\n\n")) {
                soFar = plus(soFar, Objects.requireNonNull(exchange.next()));
            }
            lastPublisher().close();
            TestResponse result = exchange.response();
            result.assertThat().hasHeaders(CODING, "gzip");
            assertThat(new String(Codings.decode("gzip", result.bytes()), UTF_8))
                    .startsWith("data: 1\n\n:\n\n");
        }
    }

    @Test
    void keepsOrderOfEventsAndHeartbeats(TestClient client) {
        int count = 2000;
        try (TestExchange exchange =
                client.get("/events").header(ACCEPT, "gzip").start()) {
            awaitPublisher();
            Thread publishing = new Thread(() -> {
                try (SubmissionPublisher<String> publisher = lastPublisher()) {
                    for (int i = 0; i < count; i++) {
                        publisher.submit("data: " + i + "\n\n");
                    }
                }
            });
            publishing.start();
            TestResponse result = exchange.response();
            String events = new String(Codings.decode("gzip", result.bytes()), UTF_8).replace(":\n\n", "");
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < count; i++) {
                expected.append("data: ").append(i).append("\n\n");
            }
            assertThat(events).isEqualTo(expected.toString());
        }
    }

    @Test
    void lastingStreamsHaveOwnLimit() {
        Compression compression = Compression.standard().maxConcurrent(1);
        TestClient client = TestClient.of(router(compression));
        try (TestExchange first = begin(client, "/events");
                TestExchange second = begin(client, "/events");
                TestExchange stream = begin(client, "/stream");
                TestExchange another = begin(client, "/stream")) {
            client.get("/text").header(ACCEPT, "gzip").send().assertThat().hasHeaders(CODING, "gzip");
            closeAll();
            first.response().assertThat().hasHeaders(CODING, "gzip");
            second.response().assertThat().hasNoHeader(CODING);
            stream.response().assertThat().hasHeaders(CODING, "gzip");
            another.response().assertThat().hasNoHeader(CODING);
        }
        try (TestExchange later = begin(client, "/events")) {
            closeAll();
            later.response().assertThat().hasHeaders(CODING, "gzip");
        }
    }

    @ParameterizedTest
    @CsvSource({"1023, false", "1024, true", "262144, true", "262145, false"})
    void streamsWithLengthAreFiles(int size, boolean encoded) {
        byte[] text = "t".repeat(size).getBytes(UTF_8);
        TestClient client = TestClient.of(FilteredRouter.with(Compression.standard())
                .get(
                        "/file",
                        (request, response) -> {
                            SubmissionPublisher<ByteBuf> publisher = new SubmissionPublisher<>(Runnable::run, 8);
                            response.contentType("text/plain").stream(
                                    subscriber -> {
                                        publisher.subscribe(subscriber);
                                        publisher.submit(Unpooled.wrappedBuffer(text));
                                        publisher.close();
                                    },
                                    size);
                        },
                        route -> route.execution(Execution.ASYNCHRONOUS))
                .router());
        TestResponse result = client.get("/file").header(ACCEPT, "gzip").send();
        if (encoded) {
            result.assertThat().hasHeaders(CODING, "gzip");
            assertThat(Codings.decode("gzip", result.bytes())).isEqualTo(text);
        } else {
            result.assertThat().hasNoHeader(CODING);
            assertThat(result.bytes()).isEqualTo(text);
        }
    }

    @Test
    void limitsEncoders() {
        Compression compression = Compression.standard().maxConcurrent(1);
        TestClient client = TestClient.of(router(compression));
        String onlyGzip = "gzip, identity;q=0";
        for (String path : List.of("/stream", "/events")) {
            try (TestExchange first = begin(client, path, onlyGzip);
                    TestExchange second = begin(client, path, onlyGzip)) {
                lastPublisher().submit("x");
                closeAll();
                first.response().assertThat().hasHeaders(CODING, "gzip");
                second.response()
                        .assertThat()
                        .hasStatus(200)
                        .hasNoHeader(CODING)
                        .hasHeaders("Vary", "accept-encoding")
                        .hasBody("x");
            }
        }
    }

    @Test
    void encodedStreamHasNoLength(TestClient client) throws IOException {
        String text = "text ".repeat(SIZE / 5);
        try (TestExchange encoded = begin(client, "/sized");
                TestExchange plain = begin(client, "/sized", "identity")) {
            synchronized (PUBLISHERS) {
                PUBLISHERS.subList(PUBLISHERS.size() - 2, PUBLISHERS.size()).forEach(each -> each.submit(text));
            }
            closeAll();
            TestResponse result = encoded.response();
            result.assertThat().hasHeaders(CODING, "gzip").hasNoHeader("Content-Length");
            assertThat(new String(Codings.decode("gzip", result.bytes()), UTF_8))
                    .isEqualTo(text);
            plain.response().assertThat().hasNoHeader(CODING).hasHeaders("Content-Length", Integer.toString(SIZE));
        }
    }

    /** Starts an exchange, and waits until its publisher has a subscriber. */
    private static TestExchange begin(TestClient client, String path) {
        return begin(client, path, "gzip");
    }

    private static TestExchange begin(TestClient client, String path, String accept) {
        int before = PUBLISHERS.size();
        TestExchange exchange = client.get(path).header(ACCEPT, accept).start();
        while (true) {
            synchronized (PUBLISHERS) {
                if (PUBLISHERS.size() > before && lastPublisher().hasSubscribers()) {
                    return exchange;
                }
            }
            Thread.onSpinWait();
        }
    }

    private static void closeAll() {
        synchronized (PUBLISHERS) {
            PUBLISHERS.forEach(SubmissionPublisher::close);
        }
    }

    private static void awaitPublisher() {
        while (true) {
            synchronized (PUBLISHERS) {
                if (!PUBLISHERS.isEmpty() && lastPublisher().hasSubscribers()) {
                    return;
                }
            }
            Thread.onSpinWait();
        }
    }

    private static byte[] plus(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Decodes the beginning of a body whose end is missing. */
    private static String decodedSoFar(byte[] begun) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(begun), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("that was all");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return read();
            }
        });
        try (GZIPInputStream in = new GZIPInputStream(broken)) {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                text.append((char) octet);
            }
        } catch (IOException e) {
            return text.toString();
        }
        throw new AssertionError("the body has ended");
    }
}
