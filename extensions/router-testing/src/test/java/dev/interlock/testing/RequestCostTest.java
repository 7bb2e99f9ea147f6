package dev.interlock.testing;

import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.management.ThreadMXBean;
import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.codec.Results;
import dev.interlock.server.InMemoryConnection;
import dev.interlock.testing.RequestKinds.Kind;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures the CPU time of each kind of request on all Java threads. Compares this time with the time to echo the same
 * number of bytes. If the ratio exceeds the limit of a kind, clients can cause much work with few bytes. The limits are
 * high enough for slow machines. Faults such as quadratic time or a search of the file system exceed the limits many
 * times over.
 */
@Tag("heavy")
final class RequestCostTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final long WARM_UP_NANOS = 250_000_000;
    private static final long ROUND_NANOS = 8_000_000;
    private static final int ROUNDS = 7;
    /**
     * Maximum number of measurements of a kind. The test repeats a measurement that another process may have disturbed.
     */
    private static final int TRIALS = 4;

    /** Regular expression for the kinds to measure: all kinds, or the kinds that a developer selects. */
    private static final String CHOSEN = System.getProperty("cost.kinds", ".*");

    @TempDir
    private Path folder;

    private final RequestKinds kinds = new RequestKinds();

    @Test
    void costOfEachKindIsWithinLimit(TestReporter reporter) throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("file"), new byte[10_000]);
        kinds.route("/echo", (request, response) -> Results.writeBytes(response, Bodies.readBytes(request)));
        ParameterKinds.add(kinds);
        BodyKinds.add(kinds);
        UploadKinds.add(kinds);
        StreamKinds.add(kinds);
        ProtocolKinds.add(kinds, file);
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        // Not in strict mode: the connection reuses objects for later requests, as a usual server does.
        try (InMemoryConnection connection = new InMemoryConnection(kinds.router(), true)) {
            nanos(connection, echo(1_000), 4 * WARM_UP_NANOS);
            List<String> exceeded = new ArrayList<>();
            for (Kind kind : kinds.all()) {
                if (kind.name().matches(CHOSEN)) {
                    check(connection, kind, reporter, exceeded);
                }
            }
            assertWithMessage("kinds that exceed their limit").that(exceeded).isEmpty();
        } finally {
            ResourceLeakDetector.setLevel(level);
        }
    }

    private static void check(InMemoryConnection connection, Kind kind, TestReporter reporter, List<String> exceeded)
            throws InterruptedException {
        List<byte[]> echo = echo(kind.length());
        String result = response(connection, kind.segments());
        assertWithMessage(kind.name()).that(result).doesNotContainMatch("^HTTP/1.1 5");
        assertWithMessage("%s ends the connection: %s", kind.name(), result)
                .that(connection.isIdle())
                .isTrue();
        long echoNanos = Long.MAX_VALUE;
        long nanos = Long.MAX_VALUE;
        for (int i = 0; i == 0 || (i < TRIALS && nanos > kind.most() * echoNanos); i++) {
            echoNanos = Math.min(echoNanos, nanos(connection, echo, ROUND_NANOS));
            nanos = Math.min(nanos, nanos(connection, kind.segments(), WARM_UP_NANOS));
        }
        String figure = "%s: %.1f times an echo of %d bytes (%d ns), limit %d"
                .formatted(kind.name(), (double) nanos / echoNanos, kind.length(), echoNanos, kind.most());
        reporter.publishEntry(figure);
        if (nanos > kind.most() * echoNanos) {
            exceeded.add(figure);
        }
    }

    private static List<byte[]> echo(int size) {
        return List.of(RequestKinds.request("/echo", "Content-Type: text/plain", new byte[size]));
    }

    /** Returns the CPU time of the fastest round. The rounds begin after the JIT compiler has finished. */
    private static long nanos(InMemoryConnection connection, List<byte[]> request, long warmUpNanos)
            throws InterruptedException {
        int count = 0;
        for (long start = cpuNanos(); cpuNanos() - start < warmUpNanos; count++) {
            send(connection, request);
        }
        int perRound = (int) Math.max(1, count * ROUND_NANOS / warmUpNanos);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long before = cpuNanos();
            for (int j = 0; j < perRound; j++) {
                send(connection, request);
            }
            least = Math.min(least, (cpuNanos() - before) / perRound);
        }
        return least;
    }

    /**
     * Returns the CPU time of all threads. A single thread is not enough, because handlers may run on several threads.
     */
    private static long cpuNanos() {
        long sum = 0;
        for (long nanos : THREADS.getThreadCpuTime(THREADS.getAllThreadIds())) {
            sum += Math.max(0, nanos);
        }
        return sum;
    }

    private static void send(InMemoryConnection connection, List<byte[]> request) throws InterruptedException {
        request.forEach(connection::send);
        if (!connection.awaitResponses(LONGEST)) {
            throw new AssertionError("no response in time");
        }
        connection.drop();
    }

    private static String response(InMemoryConnection connection, List<byte[]> request) throws InterruptedException {
        request.forEach(connection::send);
        assertWithMessage("answered").that(connection.awaitResponses(LONGEST)).isTrue();
        return new String(connection.receive(), ISO_8859_1);
    }
}
