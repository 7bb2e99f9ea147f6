package dev.interlock.tracing;

import static com.google.common.truth.Truth.assertThat;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedExchange;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.ExceptionEventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/** Spans of exchanges of every kind, and the context that is current in their code. */
@Timeout(60)
final class TracingTest {
    private static Map<String, Object> attributes(SpanData span) {
        Map<String, Object> all = new TreeMap<>();
        span.getAttributes().forEach((key, value) -> all.put(key.getKey(), value));
        return all;
    }

    private static @Nullable Object attribute(SpanData span, String name) {
        return attributes(span).get(name);
    }

    private static void assertIn(SpanData span, Traced traced, String... codes) {
        for (String code : codes) {
            assertThat(traced.router.current.get(code)).isEqualTo(span.getSpanContext());
        }
    }

    @Test
    void spanHasNameAndAttributesOfTheConventions() {
        try (Traced traced = Traced.with(UnaryOperator.identity())) {
            traced.client
                    .get("/hello?page=2")
                    .header("Host", "shop.example:8080")
                    .header("User-Agent", "test/1")
                    .send();
            SpanData span = traced.span();
            assertThat(span.getName()).isEqualTo("GET /hello");
            assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
            assertThat(span.getParentSpanContext().isValid()).isFalse();
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            assertThat(span.getEvents()).isEmpty();
            Map<String, Object> attributes = attributes(span);
            assertThat(attributes.remove("network.peer.port")).isNotNull();
            assertThat(attributes.toString())
                    .isEqualTo("{client.address=127.0.0.1, http.request.method=GET, http.response.status_code=200,"
                            + " http.route=/hello, network.peer.address=127.0.0.1, network.protocol.version=1.1,"
                            + " server.address=shop.example, server.port=8080, url.path=/hello, url.scheme=http,"
                            + " user_agent.original=test/1}");
            assertIn(span, traced, "begin", "handler", "finish");
        }
    }

    @Test
    void proxyStatesClientSchemeAndAuthority() {
        try (Traced traced =
                Traced.with(UnaryOperator.identity(), settings -> settings.trustedProxies("127.0.0.0/8"))) {
            traced.client
                    .get("/hello")
                    .header("X-Forwarded-For", "192.0.2.7")
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Host", "shop.example:8443")
                    .send();
            SpanData span = traced.span();
            assertThat(attribute(span, "url.scheme")).isEqualTo("https");
            assertThat(attribute(span, "server.address")).isEqualTo("shop.example");
            assertThat(attribute(span, "server.port")).isEqualTo(8443L);
            assertThat(attribute(span, "client.address")).isEqualTo("192.0.2.7");
            assertThat(attribute(span, "network.peer.address")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void spanContinuesTheTraceOfTheClient() {
        try (Traced traced = Traced.with(UnaryOperator.identity())) {
            traced.client
                    .get("/hello")
                    .header("traceparent", Traced.SAMPLED)
                    .header("tracestate", "a=1")
                    .header("tracestate", "b=2")
                    .header("baggage", "tenant=blue")
                    .send();
            SpanData span = traced.span();
            assertThat(span.getTraceId()).isEqualTo(Traced.TRACE);
            assertThat(span.getParentSpanId()).isEqualTo(Traced.PARENT);
            assertThat(span.getSpanContext().getTraceState().asMap()).containsExactly("a", "1", "b", "2");
            assertThat(traced.router.fields).containsEntry("handler baggage tenant", "blue");
        }
    }

    /** Otherwise, clients could fill the heap by requests with much baggage. */
    @Test
    void baggageCountsAsMemoryOfItsConnection() throws Exception {
        try (Traced traced = Traced.with(options -> options.sampleRatio(0))) {
            long before = traced.server.state().connectionHeapBytes();
            String baggage = "tenant=" + "b".repeat(4_000);
            try (Socket socket = traced.send("GET /later HTTP/1.1\r\nHost: a\r\nbaggage: " + baggage + "\r\n\r\n")) {
                assertThat(socket.isConnected()).isTrue();
                while (traced.server.state().connectionHeapBytes() - before < 2L * baggage.length()) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
            }
        }
    }

    @Test
    void stageCompletesInTheContextOfItsRequest() throws InterruptedException {
        try (Traced traced = Traced.with(options -> options.logFields(true))) {
            var exchange = traced.client.get("/later").start();
            traced.router.stages.take().complete("late");
            assertThat(exchange.response().text()).isEqualTo("late");
            SpanData span = traced.span();
            assertIn(span, traced, "handler", "stage", "finish");
            assertThat(traced.router.fields).containsEntry("stage user", "kim");
            assertThat(traced.router.fields).containsEntry("stage trace_id", span.getTraceId());
            assertThat(traced.router.fields).containsEntry("stage span_id", span.getSpanId());
        }
    }

    @Test
    void blockingHandlerRunsInTheContextOfItsRequest() {
        try (Traced traced = Traced.with(options -> options.logFields(true))) {
            traced.router.release.countDown();
            traced.client.get("/block").send();
            SpanData span = traced.span();
            assertIn(span, traced, "handler", "finish");
            assertThat(traced.router.fields).containsEntry("finish user", "kim");
            assertThat(traced.router.fields).containsEntry("finish span_id", span.getSpanId());
        }
    }

    @Test
    void publisherIsCalledInTheContextOfItsRequest() {
        try (Traced traced = Traced.with(options -> options.logFields(true))) {
            assertThat(traced.client.get("/stream").send().text()).isEqualTo("ok");
            SpanData span = traced.span();
            assertIn(span, traced, "handler", "subscribe", "request");
            assertThat(traced.router.fields).containsEntry("request user", "kim");
            assertThat(traced.router.fields).containsEntry("request span_id", span.getSpanId());
        }
    }

    @Test
    void failedHandlerIsAnErrorWithItsException() {
        try (Traced traced = Traced.with(UnaryOperator.identity())) {
            traced.client.get("/fail").send();
            SpanData span = traced.span();
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(attribute(span, "error.type")).isEqualTo("java.lang.IllegalStateException");
            assertThat(attribute(span, "http.response.status_code")).isEqualTo(500L);
            ExceptionEventData event = (ExceptionEventData) span.getEvents().get(0);
            assertThat(event.getException()).hasMessageThat().isEqualTo("planted");
            assertIn(span, traced, "error");
        }
    }

    @Test
    void rejectionByTheHandlerIsNoError() {
        try (Traced traced = Traced.with(UnaryOperator.identity())) {
            traced.client.get("/reject").send();
            SpanData span = traced.span();
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            assertThat(attribute(span, "error.type")).isNull();
            assertThat(span.getEvents()).isEmpty();
            traced.client.get("/unavailable").send();
            SpanData unavailable = traced.span();
            assertThat(unavailable.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(attribute(unavailable, "error.type")).isEqualTo("503");
        }
    }

    @Test
    void requestWithoutRouteHasTheNameOfItsMethod() {
        try (Traced traced = Traced.with(UnaryOperator.identity())) {
            traced.client.get("/nothing").send();
            SpanData span = traced.span();
            assertThat(span.getName()).isEqualTo("GET");
            assertThat(attribute(span, "http.route")).isNull();
            // The path may be a misspelled path that contains a secret.
            assertThat(attribute(span, "url.path")).isNull();
            assertThat(attribute(span, "http.response.status_code")).isEqualTo(404L);
            assertIn(span, traced, "begin", "finish");
            traced.client.get("/secret").send();
            assertThat(attribute(traced.span(), "url.path")).isEqualTo("/secret");
        }
    }

    @Test
    void unknownMethodIsNoName() {
        try (Traced traced = Traced.with(UnaryOperator.identity())) {
            traced.client.request("BREW", "/hello").send();
            SpanData span = traced.span();
            assertThat(span.getName()).isEqualTo("HTTP");
            assertThat(attribute(span, "http.request.method")).isEqualTo("_OTHER");
            assertThat(attribute(span, "http.request.method_original")).isEqualTo("BREW");
        }
    }

    @Test
    void malformedRequestHasSpan() throws Exception {
        try (Traced traced = Traced.with(UnaryOperator.identity())) {
            Socket socket = traced.send("nonsense\r\n\r\n");
            SpanData span = traced.span();
            assertThat(span.getName()).isEqualTo("HTTP");
            assertThat(attribute(span, "http.response.status_code")).isEqualTo(400L);
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            assertIn(span, traced, "begin", "finish");
            socket.close();
        }
    }

    @Test
    void timeOutIsAnErrorWithAnEvent() {
        try (Traced traced = Traced.with(
                options -> options.logFields(true), settings -> settings.exchangeTimeout(Duration.ofMillis(100)))) {
            for (String path : new String[] {"/later", "/wait"}) {
                assertThat(traced.client.get(path).send().status()).isEqualTo(503);
                SpanData span = traced.span();
                assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
                assertThat(attribute(span, "error.type")).isEqualTo("timeout");
                assertThat(attribute(span, "http.response.status_code")).isEqualTo(503L);
                assertThat(span.getEvents().stream().map(EventData::getName)).containsExactly("interlock.time_out");
                assertIn(span, traced, "error", "finish");
                assertThat(traced.router.fields).containsEntry("error span_id", span.getSpanId());
            }
        }
    }

    @Test
    void abortIsAnErrorWithAnEvent() throws Exception {
        try (Traced traced = Traced.with(UnaryOperator.identity())) {
            Socket socket = traced.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
            traced.router.stages.take();
            socket.setSoLinger(true, 0);
            socket.close();
            SpanData span = traced.span();
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(attribute(span, "http.response.status_code")).isNull();
            assertThat(attribute(span, "error.type")).isEqualTo("client_left");
            assertThat(span.getEvents()).hasSize(1);
            assertThat(span.getEvents().get(0).getName()).isEqualTo("interlock.aborted");
            assertThat(span.getEvents().get(0).getAttributes().asMap().toString())
                    .contains("client_left");
        }
    }

    @Test
    void shutdownEndsSpans() throws Exception {
        try (Traced traced =
                Traced.with(UnaryOperator.identity(), settings -> settings.shutdownDeadline(Duration.ofMillis(100)))) {
            Socket later = traced.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
            traced.router.stages.take();
            traced.server.close();
            SpanData span = traced.span();
            assertThat(attribute(span, "error.type")).isEqualTo("shut_down");
            assertThat(span.getEvents().get(0).getName()).isEqualTo("interlock.aborted");
            later.close();
        }
    }

    @Test
    void blockingHandlerOutlivesTheSpanOfItsRequest() throws Exception {
        try (Traced traced = Traced.with(UnaryOperator.identity())) {
            Socket socket = traced.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(traced.router.begun.tryAcquire(2, 20, SECONDS)).isTrue();
            socket.setSoLinger(true, 0);
            socket.close();
            SpanData span = traced.span();
            // The server interrupts the handler. The exception then runs more code of the request.
            assertThat(traced.router.begun.tryAcquire(2, 20, SECONDS)).isTrue();
            assertIn(span, traced, "handler", "error", "finish");
        }
    }

    @Test
    void unsampledRequestPassesItsDecisionOn() {
        try (Traced traced = Traced.with(options -> options.sampleRatio(0).logFields(true))) {
            traced.router.release.countDown();
            for (String path : new String[] {"/hello", "/block", "/stream", "/nothing"}) {
                traced.router.current.clear();
                traced.client.get(path).send();
                for (SpanContext context : traced.router.current.values()) {
                    assertThat(context.isValid()).isTrue();
                    assertThat(context.isSampled()).isFalse();
                }
                assertThat(traced.router.current).isNotEmpty();
            }
            assertThat(traced.router.fields).doesNotContainKey("handler trace_id");
            assertThat(traced.exporter.getFinishedSpanItems()).isEmpty();
        }
    }

    @Test
    void parentDecidesBeforeTheRatio() {
        try (Traced never = Traced.with(options -> options.sampleRatio(0))) {
            never.client.get("/hello").header("traceparent", Traced.SAMPLED).send();
            assertThat(never.span().getParentSpanId()).isEqualTo(Traced.PARENT);
        }
        try (Traced always = Traced.with(options -> options.sampleRatio(1).logFields(true))) {
            always.client
                    .get("/hello")
                    .header("traceparent", Traced.UNSAMPLED)
                    .header("baggage", "tenant=blue")
                    .send();
            SpanContext context = always.router.current("handler");
            assertThat(context.getTraceId()).isEqualTo(Traced.TRACE);
            assertThat(context.getSpanId()).isEqualTo(Traced.PARENT);
            assertThat(context.isSampled()).isFalse();
            assertThat(always.router.fields).containsEntry("handler baggage tenant", "blue");
            assertThat(always.router.fields).containsEntry("handler trace_id", Traced.TRACE);
            // Without a valid parent, the ratio decides.
            always.client.get("/hello").header("traceparent", "00-nonsense").send();
            assertThat(always.span().getParentSpanContext().isValid()).isFalse();
            always.client.get("/hello").header("baggage", "tenant=red").send();
            assertThat(always.span().getParentSpanContext().isValid()).isFalse();
            assertThat(always.router.fields).containsEntry("handler baggage tenant", "red");
        }
    }

    @Test
    void ratioIsKept() {
        try (Traced traced = Traced.with(options -> options.sampleRatio(0.25))) {
            for (int i = 0; i < 2000; i++) {
                traced.client.get("/hello").send();
            }
            // A correct implementation fails here with a probability of 1 in 10^10.
            assertThat((double) traced.exporter.getFinishedSpanItems().size())
                    .isWithin(130)
                    .of(500);
        }
        TracingBuilder builder = Tracing.builder(io.opentelemetry.api.OpenTelemetry.noop());
        assertThrows(IllegalArgumentException.class, () -> builder.sampleRatio(1.1));
        assertThrows(IllegalArgumentException.class, () -> builder.sampleRatio(Double.NaN));
    }

    @Test
    void untracedRouteHasNoSpan() {
        try (Traced traced = Traced.with(options ->
                options.sampleRatio(1).untraced(route -> route.template().equals("/health")))) {
            traced.client.get("/health").header("traceparent", Traced.SAMPLED).send();
            assertThat(traced.router.current("handler").isSampled()).isFalse();
            traced.client.get("/hello").send();
            assertThat(traced.span().getName()).isEqualTo("GET /hello");
        }
    }

    @Test
    void queryShowsOnlyNamedParameters() {
        try (Traced traced = Traced.with(options -> options.queryParameters("page"))) {
            traced.client.get("/hello?page=2&token=abc&flag&=x&page=3").send();
            assertThat(attribute(traced.span(), "url.query"))
                    .isEqualTo("page=2&token=REDACTED&REDACTED&=REDACTED&page=3");
            traced.client.get("/hello").send();
            assertThat(attribute(traced.span(), "url.query")).isNull();
        }
    }

    /** The handler of /leak leaves a scope open, and sets a field of the logging context that it does not remove. */
    @Test
    void leakedScopeReachesNoOtherCode() {
        BlockingQueue<String> between = new LinkedBlockingQueue<>();
        ExchangeListener outside = new ExchangeListener() {
            @Override
            public void responseSent(ObservedExchange exchange) {
                between.add(Span.current().getSpanContext().getTraceId() + MDC.get("user"));
            }
        };
        for (UnaryOperator<TracingBuilder> options :
                List.<UnaryOperator<TracingBuilder>>of(UnaryOperator.identity(), ratio -> ratio.sampleRatio(0))) {
            try (Traced traced = Traced.with(options, settings -> settings.listener(outside))) {
                traced.client.get("/leak").send();
                traced.client.get("/hello").send();
                assertThat(traced.router.current("begin").getTraceId()).isNotEqualTo(TracedRouter.LEAKED);
                assertThat(traced.router.current("handler").getTraceId()).isNotEqualTo(TracedRouter.LEAKED);
                assertThat(traced.router.fields).doesNotContainKey("begin user");
            }
        }
        assertThat(between).hasSize(4);
        assertThat(between).doesNotContain(TracedRouter.LEAKED + null);
        assertThat(between.toString()).doesNotContain("leaked");
    }
}
