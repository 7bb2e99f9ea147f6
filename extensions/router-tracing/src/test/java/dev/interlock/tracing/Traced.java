package dev.interlock.tracing;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.observe.MdcScope;
import dev.interlock.server.HttpServer;
import dev.interlock.server.ServerBuilder;
import dev.interlock.testing.TestClient;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** A server with one event loop and tracing, and the spans that it has ended. */
final class Traced implements AutoCloseable {
    static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    static final String PARENT = "00f067aa0ba902b7";
    static final String SAMPLED = "00-" + TRACE + "-" + PARENT + "-01";
    static final String UNSAMPLED = "00-" + TRACE + "-" + PARENT + "-00";

    final TracedRouter router = new TracedRouter();
    final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .setPropagators(ContextPropagators.create(TextMapPropagator.composite(
                    W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance())))
            .build();
    final HttpServer server;
    final TestClient client;

    private Traced(UnaryOperator<TracingBuilder> options, UnaryOperator<ServerBuilder> settings) {
        ServerBuilder builder = HttpServer.builder(router)
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .listener(new MdcScope())
                .listener(options.apply(Tracing.builder(telemetry)).build());
        server = settings.apply(builder).start();
        client = TestClient.to("127.0.0.1", server.port());
    }

    static Traced with(UnaryOperator<TracingBuilder> options) {
        return with(options, settings -> settings);
    }

    static Traced with(UnaryOperator<TracingBuilder> options, UnaryOperator<ServerBuilder> settings) {
        return new Traced(options, settings);
    }

    /** Waits for one ended span, and removes it. */
    SpanData span() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (exporter.getFinishedSpanItems().isEmpty() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        List<SpanData> all = exporter.getFinishedSpanItems();
        assertThat(all).hasSize(1);
        exporter.reset();
        return all.get(0);
    }

    /** Opens a connection, and sends the bytes of a request. */
    Socket send(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        return socket;
    }

    @Override
    public void close() {
        router.release.countDown();
        client.close();
        server.close();
        telemetry.close();
    }
}
