package dev.interlock.replay;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.replay.hook.ReplayHook;
import dev.interlock.replay.hook.ReplayRequest;
import dev.interlock.replay.recorded.RecordedExchange;
import dev.interlock.replay.traffic.Segments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that stall, close connections, restart, or send malformed responses. */
final class FailingTargetTest {
    @TempDir
    Path directory;

    private Path recording(RecordedExchange... exchanges) throws IOException {
        return Segments.write(directory.resolve("a.ilrec"), 7, 0, List.of(exchanges));
    }

    private static JsonNode target(CommandRun run) throws IOException {
        assertWithMessage(run.err()).that(run.err()).isEmpty();
        return run.json().path("targets").path(0);
    }

    @Test
    void countsFailures() throws IOException {
        Path recording = recording(
                Segments.get(1, 0, "/ok"),
                Segments.get(1, 5, "/cut"),
                Segments.get(1, 10, "/ok"),
                Segments.get(1, 15, "/half"),
                Segments.get(2, 15, "/nonsense"),
                Segments.get(1, 20, "/ok"),
                Segments.get(3, 20, "/until-close"),
                Segments.get(3, 30, "/early-hints"));
        try (RawServer server =
                RawServer.start(request -> switch (request.line().split(" ", -1)[1]) {
                    case "/cut" -> null;
                    case "/half" -> {
                        if (request.connection() < 100) {
                            throw new IOException("never reached by the client");
                        }
                        yield "";
                    }
                    case "/nonsense" -> "HELLO\r\n\r\n";
                    case "/early-hints" -> "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + RawServer.ok("b");
                    default -> RawServer.ok("a");
                })) {
            JsonNode target = target(CommandRun.of(directory, recording, "--target", server.url()));
            assertThat(target.path("requests").asInt()).isEqualTo(8);
            assertThat(target.path("responses").asInt()).isEqualTo(5);
            assertThat(target.path("failures").path("cut").asInt()).isEqualTo(2);
            assertThat(target.path("failures").path("malformed").asInt()).isEqualTo(1);
            assertThat(target.path("statuses").path("200").asInt()).isEqualTo(5);
        }
    }

    /** The latency of a request behind a stalled one counts from its due time. */
    @Test
    void timesOutStalledRequests() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Path recording =
                recording(Segments.get(1, 0, "/stall"), Segments.get(1, 10, "/next"), Segments.get(2, 10, "/other"));
        try (RawServer server = RawServer.start(request -> {
            if (request.line().contains("/stall")) {
                end.await();
            }
            return RawServer.ok("a");
        })) {
            CommandRun run = CommandRun.of(directory, recording, "--target", server.url(), "--timeout", "500ms");
            JsonNode target = target(run);
            assertThat(target.path("failures").path("timed out").asInt()).isEqualTo(1);
            assertThat(target.path("responses").asInt()).isEqualTo(2);
            for (JsonNode route : run.json().path("routes")) {
                double most = route.path("targets").path(0).path("max").asDouble();
                switch (route.path("route").asText()) {
                    case "GET /stall" -> assertThat(most).isAtLeast(500);
                    case "GET /next" -> assertThat(most).isAtLeast(490);
                    default -> assertThat(most).isLessThan(490);
                }
            }
        } finally {
            end.countDown();
        }
    }

    /** Counts the requests that the replay is about to send. */
    public static final class Attempts implements ReplayHook {
        private static volatile CountDownLatch awaited = new CountDownLatch(0);

        @Override
        public void beforeRequest(ReplayRequest request) {
            awaited.countDown();
        }

        /** Returns a jar that names this hook, whose class is on the class path of the test. */
        static Path jar(Path directory) throws IOException {
            Path jar = directory.resolve("attempts.jar");
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
                out.putNextEntry(new JarEntry("META-INF/services/" + ReplayHook.class.getName()));
                out.write(Attempts.class.getName().getBytes(StandardCharsets.UTF_8));
            }
            return jar;
        }
    }

    /** The target is killed after ten requests, and comes back after some have failed. */
    @Test
    void survivesRestart() throws Exception {
        List<RecordedExchange> exchanges = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            exchanges.add(Segments.get(i % 3, i * 10L, "/" + (i < 150 ? "before" : "after")));
        }
        Path recording = Segments.write(directory.resolve("a.ilrec"), 7, 0, exchanges);
        AtomicReference<@Nullable RawServer> current = new AtomicReference<>();
        CountDownLatch tenth = new CountDownLatch(10);
        RawServer first = RawServer.start(request -> {
            tenth.countDown();
            return RawServer.ok("a");
        });
        int port = first.port();
        Thread restart = new Thread(() -> {
            try {
                tenth.await();
                first.close();
                // Each of the three connections has one request at a time. So of four attempts, one has failed before
                // the last.
                CountDownLatch fourth = new CountDownLatch(4);
                Attempts.awaited = fourth;
                fourth.await();
                current.set(RawServer.restart(port, request -> RawServer.ok("b")));
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        restart.start();
        JsonNode target = target(
                CommandRun.of(directory, recording, "--target", first.url(), "--hook-jar", Attempts.jar(directory)));
        restart.join();
        try (RawServer second = Objects.requireNonNull(current.get())) {
            assertThat(second.received()).isNotEmpty();
        }
        int failed = target.path("failures").path("unreachable").asInt()
                + target.path("failures").path("cut").asInt();
        assertThat(failed).isAtLeast(1);
        assertThat(target.path("responses").asInt() + failed).isEqualTo(300);
        assertThat(target.path("retries").asInt()).isEqualTo(0);
    }

    @Test
    void reportsTargetThatNeverResponds() throws IOException {
        try (RawServer silent = RawServer.start(request -> null)) {
            CommandRun run = CommandRun.of(directory, recording(Segments.get(1, 0, "/")), "--target", silent.url());
            assertThat(run.code()).isEqualTo(3);
            assertThat(run.out()).contains("target has not responded to any request");
        }
    }

    @Test
    void countsErrorsAgainstLimit() throws IOException {
        Path recording = recording(Segments.get(1, 0, "/a"), Segments.get(1, 5, "/b"));
        try (RawServer server = RawServer.start(
                request -> request.line().contains("/a") ? RawServer.response(500, "") : RawServer.ok("a"))) {
            CommandRun run = CommandRun.of(directory, recording, "--target", server.url(), "--max-errors", "10%");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).contains("50.000 % of 2 requests failed");
            assertThat(CommandRun.of(directory, recording, "--target", server.url(), "--max-errors", "50%")
                            .code())
                    .isEqualTo(0);
        }
    }

    /** A stream of events does not end. The replay closes it after the same time as the recorded client. */
    @Test
    void leavesStreamsOfEvents() throws IOException {
        RecordedExchange.Builder stream = Segments.exchange(1, 0, "GET", "/events", "", 200, "");
        stream.getResponseBuilder()
                .clearFields()
                .addFields(Segments.field("content-type", "text/event-stream"))
                .setLastByteNanos(300_000_000);
        try (RawServer server = RawServer.start(request -> request.line().contains("/events")
                ? "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n8\r\ndata: 1\n\r\n"
                : RawServer.ok("a"))) {
            JsonNode target = target(CommandRun.of(
                    directory, recording(stream.build(), Segments.get(1, 400, "/next")), "--target", server.url()));
            assertThat(target.path("responses").asInt()).isEqualTo(2);
        }
    }
}
