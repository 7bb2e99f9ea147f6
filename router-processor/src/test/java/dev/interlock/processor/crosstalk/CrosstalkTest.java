package dev.interlock.processor.crosstalk;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interlock.http.Router;
import dev.interlock.server.HttpServer;
import dev.interlock.server.StartException;
import dev.interlock.server.TransportType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clients of all kinds of routes pipeline requests, split them at any byte and disconnect at any time. Each client must
 * receive exactly its own responses. The system property {@code crosstalk.duration} sets the total seconds for all
 * transports. {@code crosstalk.seed} repeats the plan of an earlier run. Each run prints its seed.
 */
final class CrosstalkTest {
    private static final int CLIENTS = 12;
    private static final int TRANSPORTS = 3;
    private static final Duration TOTAL = Duration.ofSeconds(Long.getLong("crosstalk.duration", 60));
    private static final long SEED =
            Long.getLong("crosstalk.seed", ThreadLocalRandom.current().nextLong());

    @TempDir
    private static Path folder;

    private static Router router;
    private static HeadModel heads;

    private final AtomicLong connections = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Map<String, LongAdder> counts = CrosstalkClient.counts();

    @BeforeAll
    static void makeTheApplication() throws Exception {
        System.setProperty(EchoApp.FILES, folder.toString());
        for (int number = 0; number < Samples.FILES; number++) {
            Path file = Files.write(folder.resolve(number + ".bin"), Samples.file(number));
            // Makes the file older. For a new file, the entity tag would change later, when the file is old enough.
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
        }
        Files.createDirectory(folder.resolve("uploads"));
        router = EchoApp.router();
        heads = HeadModel.of(router, new Samples(new SplittableRandom(SEED)).oneOfEach());
    }

    @AfterAll
    static void forgetTheFolder() {
        System.clearProperty(EchoApp.FILES);
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void everyClientGetsItsOwnResponses(TransportType transport) throws Exception {
        Optional<HttpServer> started = start(transport);
        assumeTrue(started.isPresent(), "this machine has no " + transport);
        long end = System.nanoTime() + TOTAL.dividedBy(TRANSPORTS).toNanos();
        try (HttpServer server = started.get()) {
            List<Thread> clients = IntStream.range(0, CLIENTS)
                    .mapToObj(client -> new Thread(() -> run(server.port(), end), "crosstalk-" + client))
                    .toList();
            clients.forEach(Thread::start);
            for (Thread client : clients) {
                client.join();
            }
        }
        Map<String, LongAdder> sorted = new TreeMap<>(counts);
        long total = sorted.values().stream().mapToLong(LongAdder::sum).sum();
        System.out.println("crosstalk " + transport + ", seed " + SEED + ": " + connections + " connections, " + total
                + " responses " + sorted);
        Throwable failed = failure.get();
        if (failed != null) {
            throw new AssertionError(
                    "Repeat with -Dcrosstalk.seed=" + SEED + " on " + transport + ": " + failed.getMessage(), failed);
        }
        assertThat(uploads()).isEqualTo(0);
        assertWithMessage("kinds of requests").that(sorted).hasSize(Samples.KINDS);
    }

    /** Starts a server. Returns empty if the machine lacks the transport. */
    private static Optional<HttpServer> start(TransportType transport) {
        try {
            return Optional.of(HttpServer.builder(router)
                    .host("127.0.0.1")
                    .port(0)
                    .transport(transport)
                    .eventLoopThreads(2)
                    .maxBody(1_000_000)
                    .serveHalfClosed(true)
                    .uploadDirectory(folder.resolve("uploads"))
                    .handleSignals(false)
                    .overridable(false)
                    .start());
        } catch (StartException e) {
            return Optional.empty();
        }
    }

    private void run(int port, long end) {
        try {
            while (failure.get() == null && System.nanoTime() < end) {
                new CrosstalkClient(SEED, connections.incrementAndGet(), heads).run(port, counts);
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Returns the number of upload directories that still exist after the servers have ended. */
    private static long uploads() throws IOException {
        try (Stream<Path> left = Files.list(folder.resolve("uploads"))) {
            return left.count();
        }
    }
}
