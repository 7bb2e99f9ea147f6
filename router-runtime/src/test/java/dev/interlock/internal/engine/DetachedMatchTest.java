package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.server.PlainRouter;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request is matched once, even if its handler runs later or on another thread. */
final class DetachedMatchTest {
    private final FaultyLink link = new FaultyLink();

    /** Counts how often a request is matched. */
    private static final class Counting extends PlainRouter {
        private int matched;

        Counting(Execution execution) {
            super(
                    TrailingSlash.STRICT,
                    List.of(RouteInfo.of(0, "GET", "/a", "test.Handlers.a").execution(execution)));
        }

        @Override
        public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
            matched++;
            return super.match(method, bytes, from, to, path);
        }

        @Override
        public void handle(int route, Request request, Response response) {
            response.await(CompletableFuture.completedFuture(request.target().toString()), Results::writeText);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Execution.class,
            names = {"ASYNCHRONOUS", "BLOCKING"})
    void isMatchedOnce(Execution execution) {
        Counting router = new Counting(execution);
        Connection connection = TestLoop.of(router, link.tasks::add).open(link);
        link.runTasks();
        connection.read(Unpooled.copiedBuffer("GET /a HTTP/1.1\r\nHost: a\r\n\r\n", ISO_8859_1));
        connection.flush();
        link.runTasks();
        assertThat(link.text()).startsWith("HTTP/1.1 200 ");
        assertThat(router.matched).isEqualTo(1);
        connection.closed();
    }
}
