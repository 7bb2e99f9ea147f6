package dev.interlock.peers.shop;

import dev.interlock.annotation.HttpApp;
import dev.interlock.metrics.ServerMetrics;
import dev.interlock.recording.Recording;
import dev.interlock.server.HttpServer;
import dev.interlock.server.ServerBuilder;
import dev.interlock.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;

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
     * Serves on a port until the process is terminated. The argument is the port. The system property
     * {@code shop.metrics} switches metrics on, {@code shop.tracing} a tracing that samples no request, and
     * {@code shop.recording} a recording of all exchanges to the directory that it names.
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
        builder.start().awaitShutdown();
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
