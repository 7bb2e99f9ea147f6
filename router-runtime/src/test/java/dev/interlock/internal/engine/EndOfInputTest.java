package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.server.LaterRouter;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that closes its half gets the responses to all of its requests. */
final class EndOfInputTest {
    @TempDir
    private Path directory;

    @Test
    void respondsToRequestsThatTaskWillRead() throws IOException {
        LaterRouter router = LaterRouter.of(Files.writeString(directory.resolve("file"), "0123456789"));
        FaultyLink link = new FaultyLink();
        EngineLoop loop = TestLoop.of(router, link.tasks::add);
        Connection connection = loop.open(link);
        link.runTasks();
        String requests = "GET /promise HTTP/1.1\r\nHost: a\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n";
        connection.read(Unpooled.copiedBuffer(requests, ISO_8859_1));
        connection.flush();
        router.promises.remove().complete("late");
        // The response is complete. The task that continues the connection has not run yet.
        link.tasks.remove().run();
        connection.inputEnded();
        link.runTasks();
        assertThat(link.text()).matches("(?s).*\r\n\r\nlateHTTP/1.1 200 .*\r\n\r\nhello");
        assertThat(link.closed).isTrue();
        connection.closed();
    }
}
