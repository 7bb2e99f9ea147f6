package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.server.LaterRouter;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A handler has completed its response after the idle timeout. The task that sends the response has not run yet. */
final class SlowHandlerTest {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    private Path directory;

    private final FaultyLink link = new FaultyLink();
    private Connection connection;

    @BeforeEach
    void completeTheResponse() throws IOException {
        LaterRouter router = LaterRouter.of(Files.writeString(directory.resolve("file"), "0123456789"));
        connection = TestLoop.of(router, link.tasks::add).open(link);
        link.runTasks();
        connection.read(Unpooled.copiedBuffer("GET /promise HTTP/1.1\r\nHost: a\r\n\r\n", ISO_8859_1));
        connection.flush();
        connection.tick(System.nanoTime());
        router.promises.remove().complete("late");
        link.tasks.remove().run();
    }

    @Test
    void tickKeepsUnsentResponse() {
        connection.tick(System.nanoTime() + 2 * IDLE_NANOS);
        link.runTasks();
        assertThat(link.text()).endsWith("\r\n\r\nlate");
        assertThat(link.closed).isFalse();
        connection.closed();
    }

    @Test
    void isNotIdleBeforeResponseIsSent() {
        long later = System.nanoTime() + 2 * IDLE_NANOS;
        assertThat(connection.isIdle(later)).isFalse();
        link.runTasks();
        assertThat(connection.isIdle(later)).isTrue();
        connection.closed();
    }
}
