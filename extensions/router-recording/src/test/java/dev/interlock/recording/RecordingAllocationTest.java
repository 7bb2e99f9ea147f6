package dev.interlock.recording;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static dev.interlock.testing.LoopAllocation.MEASURED;

import dev.interlock.testing.LoopAllocation;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures what the event loop of a real server allocates for recording. */
final class RecordingAllocationTest {
    private static final String SECRETS = "Authorization: Bearer abcdefghijklmnop\r\nCookie: session=qrstuvwxyz\r\n";

    @TempDir
    private Path directory;

    @Test
    void recordedRequestsAllocateNothing() throws Exception {
        Recording recording = Recording.to(directory).build();
        assertWithMessage("bytes that %s requests allocate", MEASURED)
                .that(measure(recording))
                .isLessThan(MEASURED);
        assertThat(recording.recorded() + recording.dropped()).isAtLeast(LoopAllocation.ALL);
        assertThat(recording.recorded()).isGreaterThan(0);
    }

    /** The recording has the start of the longest bodies, so the event loop also hashes them. */
    @Test
    void recordedBodiesAllocateNothing() throws Exception {
        Recording recording = Recording.to(directory).bodyLimit(6_000).build();
        String[] requests = IntStream.of(20, 300, 0, 6_000, 1, 300, 20, 8_000)
                .mapToObj(RecordingAllocationTest::post)
                .toArray(String[]::new);
        long bytes = LoopAllocation.measureRequests(builder -> builder.listener(recording), () -> {}, requests);
        assertWithMessage("bytes that %s requests allocate", MEASURED)
                .that(bytes)
                .isLessThan(MEASURED);
        assertThat(recording.recorded() + recording.dropped()).isAtLeast(LoopAllocation.ALL);
        assertThat(recording.recorded()).isGreaterThan(0);
    }

    private static String post(int length) {
        return "POST /hello HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n" + SECRETS + "Content-Length: " + length
                + "\r\n\r\n" + "x".repeat(length);
    }

    /** The event loop captures unsampled requests, too, because they may fail. */
    @Test
    void unsampledRequestsAllocateNothing() throws Exception {
        Recording recording = Recording.to(directory).rate(0).build();
        assertWithMessage("bytes that %s requests allocate", MEASURED)
                .that(measure(recording))
                .isLessThan(MEASURED);
        assertThat(recording.recorded()).isEqualTo(0);
    }

    private static long measure(Recording recording) throws Exception {
        return LoopAllocation.measure(builder -> builder.listener(recording), () -> {}, SECRETS);
    }
}
