package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A handler that closes its server. Its own exchange is in flight, and gets its response. */
@Timeout(30)
final class CloseFromHandlerTest {
    private final CompletableFuture<HttpServer> started = new CompletableFuture<>();

    private final class Routes extends PlainRouter {
        Routes() {
            super(
                    TrailingSlash.STRICT,
                    List.of(
                            RouteInfo.of(0, "GET", "/close", "test.Close.close"),
                            RouteInfo.of(1, "GET", "/blocking-close", "test.Close.close")
                                    .execution(Execution.BLOCKING)));
        }

        @Override
        public void handle(int route, Request request, Response response) {
            started.join().close();
            Results.writeText(response, "closing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/close", "/blocking-close"})
    void closeFromHandlerRespondsAndEndsServer(String path) throws Exception {
        HttpServer server = HttpServer.builder(new Routes())
                .host("127.0.0.1")
                .port(0)
                .shutdownDeadline(Duration.ofSeconds(20))
                .start();
        started.complete(server);
        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.get(path).response().body()).isEqualTo("closing");
            client.halfClose();
        }
        server.awaitShutdown();
    }
}
