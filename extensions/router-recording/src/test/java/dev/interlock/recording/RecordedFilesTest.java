package dev.interlock.recording;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.generated.codec.Results;
import dev.interlock.http.Response;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.observe.ObservedFile;
import dev.interlock.replay.recorded.Body;
import dev.interlock.replay.recorded.RecordedExchange;
import dev.interlock.server.ServerBuilder;
import dev.interlock.server.TransportType;
import dev.interlock.testing.HandlerRouter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records responses that the kernel sends from files. */
final class RecordedFilesTest extends RecordedServer {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(ISO_8859_1);
    private static final int PART_FROM = 70_001;
    private static final int PART_LENGTH = 100_003;
    private static final long HUGE = 256L << 20;
    /** As many files may wait for the recorder thread, however slow it is. */
    private static final int MANY = 32;

    /** All channels that handlers have opened. */
    private final List<FileChannel> opened = new ArrayList<>();

    private Path file() {
        return directory.resolve("file.txt");
    }

    private Response send(Response response, Path path, long from, long count) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        opened.add(channel);
        return response.contentType("text/plain").file(channel, from, count);
    }

    private HandlerRouter.Builder routes() throws IOException {
        Files.writeString(file(), LARGE);
        return HandlerRouter.with()
                .get("/hello", (request, response) -> Results.writeText(response, "hello"))
                .get("/file", (request, response) -> send(response, file(), 0, LARGE.length()))
                .get("/part", (request, response) -> send(response, file(), PART_FROM, PART_LENGTH))
                .get("/none", (request, response) -> send(response, file(), 0, 0));
    }

    private static byte[] digest(byte[] bytes) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        return mac.doFinal(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private Recorded record(HandlerRouter.Builder routes, UnaryOperator<ServerBuilder> settings, Exchange exchange)
            throws Exception {
        return record(routes, options().pseudonymKey(KEY), settings, exchange);
    }

    private static Body body(RecordedExchange exchange) {
        return exchange.getResponse().getBody();
    }

    @AfterEach
    void allFilesAreClosed() {
        assertThat(opened).isNotEmpty();
        for (FileChannel each : opened) {
            assertWithMessage("a file is open after the end of the server")
                    .that(each.isOpen())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "NIO"})
    void recordsDigestsOfFilesAndParts(TransportType transport) throws Exception {
        Recorded recorded = record(routes(), server -> server.transport(transport), client -> {
            assertThat(client.get("/file").response().body()).isEqualTo(LARGE);
            assertThat(client.get("/hello").response().body()).isEqualTo("hello");
            assertThat(client.get("/part").response().body())
                    .isEqualTo(LARGE.substring(PART_FROM, PART_FROM + PART_LENGTH));
        });
        assertThat(recorded.exchanges).hasSize(3);
        for (RecordedExchange each : recorded.exchanges) {
            byte[] sent = LARGE.getBytes(ISO_8859_1);
            switch (each.getRoute()) {
                case "/file" -> assertDigest(body(each), sent);
                case "/part" -> assertDigest(body(each), Arrays.copyOfRange(sent, PART_FROM, PART_FROM + PART_LENGTH));
                default -> assertThat(text(body(each))).isEqualTo("hello");
            }
        }
    }

    private static void assertDigest(Body body, byte[] sent) throws GeneralSecurityException {
        assertThat(body.getLength()).isEqualTo(sent.length);
        assertThat(body.getDigest().toByteArray()).isEqualTo(digest(sent));
        assertThat(body.getContent().isEmpty()).isTrue();
        assertThat(body.getIsCut()).isTrue();
    }

    @Test
    void recordsDigestsOfManyFilesInARow() throws Exception {
        Recorded recorded = record(routes(), server -> server, client -> {
            for (int i = 0; i < MANY; i++) {
                assertThat(client.get("/file").response().body()).hasLength(LARGE.length());
            }
        });
        assertThat(recorded.exchanges).hasSize(MANY);
        byte[] expected = digest(LARGE.getBytes(ISO_8859_1));
        for (RecordedExchange each : recorded.exchanges) {
            assertThat(body(each).getDigest().toByteArray()).isEqualTo(expected);
        }
    }

    /** The recorder thread does not wait for a block. Otherwise, files of many event loops would have no room. */
    @Test
    @Timeout(20)
    void readsFilesAtOnce() throws Exception {
        Recorded recorded = record(routes(), server -> server, client -> {
            for (int i = 0; i < MANY; i++) {
                assertThat(client.get("/file").response().body()).hasLength(LARGE.length());
                while (opened.get(i).isOpen()) {
                    Thread.onSpinWait();
                }
            }
        });
        assertThat(recorded.exchanges).hasSize(MANY);
    }

    @Test
    void recordsNoBodyForHeadAndEmptyFiles() throws Exception {
        Recorded recorded = record(routes(), server -> server, client -> {
            client.send("HEAD /file HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.responseToHead().fields()).containsEntry("content-length", "" + LARGE.length());
            assertThat(client.get("/none").response().body()).isEmpty();
        });
        assertThat(recorded.exchanges).hasSize(2);
        for (RecordedExchange each : recorded.exchanges) {
            assertThat(each.getResponse().hasBody()).isFalse();
        }
    }

    @Test
    void recordsNoDigestIfTheClientLeaves() throws Exception {
        Path huge = directory.resolve("huge");
        try (RandomAccessFile created = new RandomAccessFile(huge.toFile(), "rw")) {
            created.setLength(HUGE);
        }
        Recorded recorded = record(
                HandlerRouter.with().get("/huge", (request, response) -> send(response, huge, 0, HUGE)),
                server -> server,
                client -> {
                    client.get("/huge").skip(1000);
                    client.reset();
                });
        RecordedExchange exchange = recorded.only();
        assertThat(exchange.getAborted()).isNotEmpty();
        assertThat(body(exchange).getLength()).isEqualTo(HUGE);
        assertThat(body(exchange).getDigest().isEmpty()).isTrue();
        assertThat(body(exchange).getIsCut()).isTrue();
    }

    @Test
    void recordsNoDigestOfChangedFile() throws Exception {
        // The listener is called after the recording has noted the size of the file.
        ExchangeListener change = new ExchangeListener() {
            @Override
            public void responseFileAdded(ObservedExchange exchange, ObservedFile part) {
                try {
                    Files.writeString(file(), "more", StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        Recorded recorded = record(
                routes(),
                server -> server.listener(change),
                client -> assertThat(client.get("/file").response().body()).isEqualTo(LARGE));
        Body body = body(recorded.only());
        assertThat(body.getLength()).isEqualTo(LARGE.length());
        assertThat(body.getDigest().isEmpty()).isTrue();
    }
}
