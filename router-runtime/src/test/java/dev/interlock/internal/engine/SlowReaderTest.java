package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.server.LaterRouter;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that reads its last response slowly gets all of it. */
final class SlowReaderTest {
    @TempDir
    private Path directory;

    /** The handler has responded before the body arrived, so the body needs no minimum rate. */
    @Test
    void bodyThatNobodyReadsHasNoLeastRate() throws IOException {
        FaultyLink link = new FaultyLink();
        Queue<Runnable> blocking = new ArrayDeque<>();
        LaterRouter router = LaterRouter.of(Files.writeString(directory.resolve("file"), "0123456789"));
        Connection connection =
                TestLoop.observed(router, link.tasks::add, blocking::add).open(link);
        link.runTasks();
        link.quick = false;
        String request = "POST /ignore HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\nContent-Length: 9000000\r\n\r\n";
        connection.read(Unpooled.copiedBuffer(request, ISO_8859_1));
        connection.flush();
        blocking.remove().run();
        link.runTasks();
        assertThat(link.text()).contains("ignored");
        long now = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            link.queued = 10_000 - 100L * i;
            now += TimeUnit.SECONDS.toNanos(1);
            connection.tick(now);
            assertThat(link.closed).isFalse();
        }
        connection.closed();
    }
}
