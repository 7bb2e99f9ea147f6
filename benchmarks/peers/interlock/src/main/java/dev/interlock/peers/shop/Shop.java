package dev.interlock.peers.shop;

import dev.interlock.annotation.HttpApp;
import dev.interlock.http2.Http2;
import dev.interlock.metrics.ServerMetrics;
import dev.interlock.recording.Recording;
import dev.interlock.server.Endpoint;
import dev.interlock.server.HttpServer;
import dev.interlock.server.ServerBuilder;
import dev.interlock.server.Tls;
import dev.interlock.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.util.Objects;

/** Serves the shop. */
@HttpApp(
        controllers = {
            SiteController.class,
            AuthController.class,
            UserController.class,
            CatalogController.class,
            CartController.class,
            OrderController.class,
            PaymentController.class,
            AnalyticsController.class
        })
public final class Shop {
    private Shop() {}

    /**
     * Serves on a port until the process is terminated. The argument is the port. Environment variables may name ports
     * for HTTP/2 and TLS. System properties switch further parts on: {@code shop.metrics} metrics, {@code shop.tracing}
     * tracing that samples no request, and {@code shop.recording} a recording of all exchanges to the directory that it
     * names.
     */
    public static void main(String[] arguments) throws InterruptedException {
        ServerBuilder builder = HttpServer.builder(router()).host("127.0.0.1").port(Integer.parseInt(arguments[0]));
        if (Boolean.getBoolean("shop.metrics")) {
            builder.listener(ServerMetrics.in(PrometheusRegistry.defaultRegistry));
        }
        if (Boolean.getBoolean("shop.tracing")) {
            OpenTelemetry telemetry =
                    OpenTelemetry.propagating(ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
            builder.listener(Tracing.builder(telemetry).sampleRatio(0).build());
        }
        String directory = System.getProperty("shop.recording", "");
        if (!directory.isEmpty()) {
            builder.listener(Recording.to(Path.of(directory)).build());
        }
        String h2cPort = System.getenv("H2C_PORT");
        if (h2cPort != null) {
            builder.protocol(Http2.protocol())
                    .endpoint(Endpoint.tcp("127.0.0.1", Integer.parseInt(h2cPort)))
                    .endpoint(tlsEndpoint());
        }
        builder.start().awaitShutdown();
    }

    private static Endpoint tlsEndpoint() {
        Path chain = Path.of(variable("TLS_CERTIFICATE"));
        Path key = Path.of(variable("TLS_KEY"));
        return Endpoint.tcp("127.0.0.1", Integer.parseInt(variable("TLS_PORT"))).withTls(Tls.certificate(chain, key));
    }

    private static String variable(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }

    static ShopRouter router() {
        return ShopRouter.of(
                new SiteController(),
                new AuthController(),
                new UserController(),
                new CatalogController(),
                new CartController(),
                new OrderController(),
                new PaymentController(),
                new AnalyticsController());
    }
}
