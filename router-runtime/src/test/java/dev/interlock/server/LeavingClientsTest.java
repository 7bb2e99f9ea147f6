package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.Execution;
import dev.interlock.http.Router;
import dev.interlock.internal.transport.AcceptGateTest;
import dev.interlock.testing.HandlerRouter;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Work for clients that close their connection without a reset. */
@Timeout(60)
final class LeavingClientsTest {
    private final LaterRouter router = LaterRouter.of(Path.of("no-file"));

    private static ServerBuilder builder(Router router) {
        return HttpServer.builder(router)
                .overridable(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void cancelsStage(TransportType transport) throws Exception {
        AcceptGateTest.assumeAvailable(transport);
        try (HttpServer server = builder(router).transport(transport).start()) {
            CompletableFuture<String> promise;
            try (RawClient client = new RawClient(server.port())) {
                client.get("/promise");
                promise = router.promises.take();
            }
            assertThrows(CancellationException.class, promise::get);
        }
    }

    @Test
    void cancelsPublisherThatPublishesNothing() throws Exception {
        try (HttpServer server = builder(router).start()) {
            SubmissionPublisher<String> publisher;
            try (RawClient client = new RawClient(server.port())) {
                client.get("/publish");
                publisher = router.publishers.take();
            }
            while (publisher.hasSubscribers()) {
                RawClient.awaitTurns(server.port());
            }
        }
    }

    @Test
    void interruptsBlockingHandler() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> end = new CompletableFuture<>();
        HandlerRouter router = HandlerRouter.with()
                .get("/hello", (request, response) -> response.body().append("hello"))
                .route(
                        "GET",
                        "/block",
                        (request, response) -> {
                            begun.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                end.complete("interrupted");
                            }
                        },
                        route -> route.execution(Execution.BLOCKING))
                .router();
        try (HttpServer server = builder(router).start()) {
            try (RawClient client = new RawClient(server.port())) {
                client.get("/block");
                begun.await();
            }
            assertThat(end.get(30, TimeUnit.SECONDS)).isEqualTo("interrupted");
        }
    }

    /** A response that is complete when the client closes its half. */
    @Test
    void sendsCompleteResponse() throws Exception {
        try (HttpServer server = builder(router).start();
                RawClient client = new RawClient(server.port())) {
            client.get("/hello").halfClose();
            assertThat(client.response().body()).isEqualTo("hello");
            assertThat(client.isAtEnd()).isTrue();
        }
    }
}
