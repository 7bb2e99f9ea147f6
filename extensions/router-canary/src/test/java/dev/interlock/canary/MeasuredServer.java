package dev.interlock.canary;

import dev.interlock.http.Execution;
import dev.interlock.metrics.ServerMetrics;
import dev.interlock.server.HttpServer;
import dev.interlock.testing.HandlerRouter;
import dev.interlock.testing.TestClient;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** Server of one version, with metrics. Fails every n-th request to {@code /orders}. */
final class MeasuredServer implements AutoCloseable {
    /** Number of requests that never fail. */
    static final int NEVER = Integer.MAX_VALUE;

    private final String version;
    private final int failing;
    private final long delayMillis;
    private final AtomicInteger orders = new AtomicInteger();
    private HttpServer server;

    /**
     * @param failing interval of failures: every {@code failing}-th request to {@code /orders} fails
     * @param delayMillis delay of each response
     */
    MeasuredServer(String version, int failing, long delayMillis) {
        this.version = version;
        this.failing = failing;
        this.delayMillis = delayMillis;
        server = start(0);
    }

    private HttpServer start(int port) {
        PrometheusRegistry registry = new PrometheusRegistry();
        JvmMetrics.builder().register(registry);
        Info info = Info.builder()
                .name("app_build_info")
                .help("Version of the application")
                .labelNames("app_version")
                .register(registry);
        info.setLabelValues(version);
        return HttpServer.builder(router())
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .listener(ServerMetrics.in(registry))
                .admin(port)
                .start();
    }

    private HandlerRouter router() {
        return HandlerRouter.with()
                .route(
                        "GET",
                        "/hello",
                        (request, response) -> {
                            if (delayMillis > 0) {
                                Thread.sleep(delayMillis);
                            }
                            response.body().append("hello");
                        },
                        route -> delayMillis > 0 ? route.execution(Execution.BLOCKING) : route)
                .get(
                        "/orders",
                        (request, response) -> response.status(orders.incrementAndGet() % failing == 0 ? 500 : 200))
                .router();
    }

    int adminPort() {
        return server.adminPort();
    }

    /** Sends the same number of requests to each route. */
    void send(int toEachRoute) {
        try (TestClient client = TestClient.to("127.0.0.1", server.port())) {
            for (int i = 0; i < toEachRoute; i++) {
                client.get("/hello").send();
                client.get("/orders").send();
            }
        }
    }

    /** Starts a new process of the version at the same address: all counters begin at 0. */
    void restart() {
        int port = server.adminPort();
        server.close();
        server = start(port);
    }

    @Override
    public void close() {
        server.close();
    }
}
