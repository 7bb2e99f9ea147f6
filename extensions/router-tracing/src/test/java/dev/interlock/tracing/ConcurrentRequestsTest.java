package dev.interlock.tracing;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.observe.MdcScope;
import dev.interlock.server.HttpServer;
import dev.interlock.server.PlainRouter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/**
 * A thousand requests are in flight on one event loop. Each of them makes two calls, one after the other. No request
 * sees the span or the logging context of another.
 */
@Timeout(60)
final class ConcurrentRequestsTest {
    private static final int REQUESTS = 1000;
    private static final String USER = "user";

    /** Calls to a slow service. */
    private final List<CompletableFuture<String>> calls = Collections.synchronizedList(new ArrayList<>());

    private final CountDownLatch allCalled = new CountDownLatch(REQUESTS);
    private final Queue<String> mistakes = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    private final class Routes extends PlainRouter {
        Routes() {
            super(
                    TrailingSlash.STRICT,
                    List.of(RouteInfo.of(0, "GET", "/orders", "t.T.orders").execution(Execution.ASYNCHRONOUS)));
        }

        @Override
        public void begin(int route, Request request) {
            check("begin", request, null);
            MDC.put(USER, name(request));
        }

        @Override
        public void handle(int route, Request request, Response response) {
            String name = name(request);
            check("handler", request, name);
            CompletableFuture<String> second = call().thenComposeAsync(
                            text -> {
                                checkSpan("first call", name);
                                return call().thenApply(more -> text + more);
                            },
                            // The thread that completes the call has no context of this request.
                            Context.current().wrap((Executor) threads));
            response.await(second, (to, text) -> {
                check("stage", request, name);
                Results.writeText(to, name + text);
            });
        }

        @Override
        public void finish(int route, Request request, Response response) {
            check("finish", request, name(request));
        }
    }

    private CompletableFuture<String> call() {
        CompletableFuture<String> call = new CompletableFuture<>();
        calls.add(call);
        allCalled.countDown();
        return call;
    }

    /** Returns the trace id that the client has chosen for a request. */
    private static String name(Request request) {
        return Objects.requireNonNull(request.header("traceparent")).substring(3, 35);
    }

    private void check(String code, Request request, @Nullable String user) {
        checkSpan(code, name(request));
        if (!Objects.equals(MDC.get(USER), user)) {
            mistakes.add(code + " has the user " + MDC.get(USER) + ", not " + user);
        }
        if (!Objects.equals(MDC.get("trace_id"), name(request))) {
            mistakes.add(code + " logs the trace " + MDC.get("trace_id"));
        }
    }

    private void checkSpan(String code, String trace) {
        if (!Span.current().getSpanContext().getTraceId().equals(trace)) {
            mistakes.add(code + " has another span");
        }
    }

    @Test
    void noRequestSeesTheContextOfAnother() throws Exception {
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        List<Socket> clients = new ArrayList<>();
        try (OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
                        .setTracerProvider(SdkTracerProvider.builder()
                                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                                .build())
                        .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                        .build();
                HttpServer server = HttpServer.builder(new Routes())
                        .overridable(false)
                        .handleSignals(false)
                        .host("127.0.0.1")
                        .port(0)
                        .eventLoopThreads(1)
                        .listener(new MdcScope())
                        .listener(Tracing.builder(telemetry).logFields(true).build())
                        .start()) {
            for (int i = 0; i < REQUESTS; i++) {
                clients.add(send(server.port(), i));
            }
            assertThat(allCalled.await(30, SECONDS)).isTrue();
            completeInAnyOrder();
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(read(clients.get(i))).contains(trace(i) + "12");
            }
            // The server reports the end of a response before it closes the connection.
            List<SpanData> spans = exporter.getFinishedSpanItems();
            assertThat(spans).hasSize(REQUESTS);
            assertThat(spans.stream().map(SpanData::getTraceId).distinct().count())
                    .isEqualTo(REQUESTS);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
            threads.shutdownNow();
        }
        assertThat(mistakes).isEmpty();
    }

    private static String trace(int request) {
        return String.format("%032x", request + 1);
    }

    private static Socket send(int port, int request) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        String head = "GET /orders HTTP/1.1\r\nHost: a\r\nConnection: close\r\ntraceparent: 00-" + trace(request)
                + "-00f067aa0ba902b7-01\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(US_ASCII));
        return socket;
    }

    private static String read(Socket socket) throws Exception {
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }

    /** Completes all first calls, and after them all second calls, on other threads. */
    private void completeInAnyOrder() throws InterruptedException {
        Random random = new Random(7);
        for (String text : List.of("1", "2")) {
            List<CompletableFuture<String>> open;
            do {
                Thread.onSpinWait();
                synchronized (calls) {
                    open = List.copyOf(calls);
                }
            } while (open.size() < REQUESTS);
            calls.clear();
            List<CompletableFuture<String>> shuffled = new ArrayList<>(open);
            Collections.shuffle(shuffled, random);
            for (CompletableFuture<String> call : shuffled) {
                threads.execute(() -> call.complete(text));
            }
        }
    }
}
