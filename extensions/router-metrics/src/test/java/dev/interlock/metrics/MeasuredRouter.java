package dev.interlock.metrics;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.Router;
import dev.interlock.testing.HandlerRouter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Routes with handlers of every kind, and the metrics at {@code /metrics}. */
final class MeasuredRouter {
    static final int LARGE_BYTES = 32 * 1024 * 1024;

    final PrometheusRegistry registry = new PrometheusRegistry();
    final ServerMetrics metrics = ServerMetrics.in(registry);
    /** Stages of the waiting requests for /later. */
    final BlockingQueue<CompletableFuture<String>> stages = new LinkedBlockingQueue<>();
    /** Number that determines the next status of /status, which takes all values from 200 to 599. */
    private final AtomicInteger statuses = new AtomicInteger();
    /** Lets the handler of /wait return. */
    final CountDownLatch release = new CountDownLatch(1);

    private final MetricsController controller = new MetricsController(registry);

    Router router() {
        return HandlerRouter.with()
                .get("/hello", (request, response) -> response.body().append("hello"))
                .route(
                        "GET",
                        "/metrics",
                        controller::metrics,
                        route -> route.execution(Execution.BLOCKING).essential(true))
                .post(
                        "/echo",
                        (request, response) -> response.body().append(request.body()),
                        route -> route.consumes("text/plain").maxBody(100_000))
                .route(
                        "GET",
                        "/later",
                        (request, response) -> {
                            CompletableFuture<String> stage = new CompletableFuture<>();
                            response.await(stage, Results::writeText);
                            stages.add(stage);
                        },
                        route -> route.execution(Execution.ASYNCHRONOUS))
                .route(
                        "GET",
                        "/wait",
                        (request, response) -> release.await(),
                        route -> route.execution(Execution.BLOCKING))
                .get("/large", (request, response) -> response.bytes(new byte[LARGE_BYTES], 0, LARGE_BYTES))
                .get("/moved", (request, response) -> response.status(308))
                .get("/status", (request, response) -> response.status(200 + Math.floorMod(statuses.getAndAdd(7), 400)))
                .get("/fail", (request, response) -> {
                    throw new IllegalStateException("planted");
                })
                .router();
    }

    static byte[] request(String line) {
        return (line + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(US_ASCII);
    }
}
