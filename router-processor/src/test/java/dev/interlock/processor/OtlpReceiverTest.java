package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.interlock.http.Router;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Source;
import dev.interlock.server.HttpServer;
import dev.interlock.testing.TestClient;
import dev.interlock.tracing.Tracing;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceProto;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Sends the spans of a server to another server. The exporter of OpenTelemetry's SDK encodes them, and views decode
 * them.
 */
@Timeout(60)
final class OtlpReceiverTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CLIENT = "00f067aa0ba902b7";

    private static final String VIEWS = """
            package otlp;

            import dev.interlock.annotation.ProtoView;
            import dev.interlock.proto.Repeated;

            @ProtoView("opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest")
            public interface Export {
              Repeated<ResourceSpans> resourceSpans();

              @ProtoView("opentelemetry.proto.trace.v1.ResourceSpans")
              interface ResourceSpans {
                Repeated<ScopeSpans> scopeSpans();
              }

              @ProtoView("opentelemetry.proto.trace.v1.ScopeSpans")
              interface ScopeSpans {
                Repeated<Span> spans();
              }

              @ProtoView("opentelemetry.proto.trace.v1.Span")
              interface Span {
                byte[] traceId();

                byte[] spanId();

                byte[] parentSpanId();

                CharSequence name();

                int kind();

                Repeated<KeyValue> attributes();

                Repeated<Event> events();

                Status status();
              }

              @ProtoView("opentelemetry.proto.trace.v1.Span.Event")
              interface Event {
                CharSequence name();
              }

              @ProtoView("opentelemetry.proto.trace.v1.Status")
              interface Status {
                int code();
              }

              @ProtoView("opentelemetry.proto.common.v1.KeyValue")
              interface KeyValue {
                CharSequence key();

                AnyValue value();
              }

              @ProtoView("opentelemetry.proto.common.v1.AnyValue")
              interface AnyValue {
                int valueCase();

                CharSequence stringValue();

                long intValue();
              }
            }
            """;

    private static final String RECEIVER = """
            package otlp;

            import dev.interlock.annotation.Body;
            import dev.interlock.annotation.Controller;
            import dev.interlock.annotation.Post;
            import java.util.HexFormat;
            import java.util.Map;
            import java.util.TreeMap;
            import java.util.function.Consumer;

            @Controller("/v1/traces")
            public final class Receiver {
              private final Consumer<String[]> spans;

              public Receiver(Consumer<String[]> spans) {
                this.spans = spans;
              }

              /** Passes on trace, parent and id, name and kind, attributes, status, and events of each span. */
              @Post
              void export(@Body Export export) {
                for (Export.ResourceSpans resource : export.resourceSpans()) {
                  for (Export.ScopeSpans scope : resource.scopeSpans()) {
                    for (Export.Span span : scope.spans()) {
                      spans.accept(new String[] {
                        hex(span.traceId()), hex(span.parentSpanId()), hex(span.spanId()),
                        span.name() + " " + span.kind(), attributes(span), String.valueOf(span.status().code()), events(span)
                      });
                    }
                  }
                }
              }

              private static String hex(byte[] id) {
                return HexFormat.of().formatHex(id);
              }

              private static String attributes(Export.Span span) {
                Map<String, String> all = new TreeMap<>();
                for (Export.KeyValue each : span.attributes()) {
                  Export.AnyValue value = each.value();
                  all.put(each.key().toString(),
                      value.valueCase() == 1 ? value.stringValue().toString() : String.valueOf(value.intValue()));
                }
                return all.toString();
              }

              private static String events(Export.Span span) {
                StringBuilder names = new StringBuilder();
                for (Export.Event each : span.events()) {
                  names.append(each.name());
                }
                return names.toString();
              }
            }
            """;

    private static final String COLLECTOR = """
            package otlp;

            import dev.interlock.annotation.HttpApp;

            @HttpApp(controllers = Receiver.class)
            public final class Collector {}
            """;

    /** Handlers that create spans of their own. */
    private static final String SHOP = """
            package otlp;

            import dev.interlock.annotation.Blocking;
            import dev.interlock.annotation.Controller;
            import dev.interlock.annotation.Get;
            import io.opentelemetry.api.trace.Tracer;
            import java.util.concurrent.CompletableFuture;
            import java.util.concurrent.CompletionStage;

            @Controller("/v1")
            public final class Shop {
              private final Tracer tracer;

              public Shop(Tracer tracer) {
                this.tracer = tracer;
              }

              private String work(String name) {
                tracer.spanBuilder(name).startSpan().end();
                return name;
              }

              @Get("/orders/{id}")
              String order(long id) {
                return work("order");
              }

              @Get("/reports") @Blocking
              String report() {
                return work("report");
              }

              @Get("/stock/{sku}")
              CompletionStage<String> stock(String sku) {
                work("stock");
                return CompletableFuture.supplyAsync(() -> sku);
              }

              @Get("/broken")
              String broken() {
                throw new IllegalStateException("planted");
              }
            }
            """;

    /** A filter that decides later, on another thread. */
    private static final String GATE = """
            package otlp;

            import dev.interlock.http.AsyncFilter;
            import dev.interlock.http.Request;
            import dev.interlock.http.Response;
            import io.opentelemetry.api.trace.Tracer;
            import java.util.concurrent.CompletableFuture;
            import java.util.concurrent.CompletionStage;
            import java.util.concurrent.Executor;
            import java.util.concurrent.TimeUnit;

            public final class Gate implements AsyncFilter {
              private static final Executor LATER = CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS);

              private final Tracer tracer;

              public Gate(Tracer tracer) {
                this.tracer = tracer;
              }

              @Override
              public CompletionStage<Boolean> beforeAsync(Request request, Response response) {
                tracer.spanBuilder("gate").startSpan().end();
                return CompletableFuture.supplyAsync(() -> true, LATER);
              }

              @Override
              public void after(Request request, Response response) {
                tracer.spanBuilder("after").startSpan().end();
              }
            }
            """;

    private static final String API = """
            package otlp;

            import dev.interlock.annotation.HttpApp;

            @HttpApp(controllers = Shop.class, filters = Gate.class)
            public final class Api {}
            """;

    /** A span as the receiving server read it. */
    private record Received(
            String trace, String parent, String id, String name, String attributes, String status, String events) {
        static Received of(String[] parts) {
            return new Received(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]);
        }
    }

    private final BlockingQueue<String[]> received = new LinkedBlockingQueue<>();
    private final ClassLoader classes = compile().classLoader();

    private static Compilation compile() {
        Compilation compilation = Compilation.with(new RouterProcessor(), new ProtoProcessor())
                .option("-Werror")
                .descriptors(descriptors())
                .compile(
                        Source.of(VIEWS),
                        Source.of(RECEIVER),
                        Source.of(COLLECTOR),
                        Source.of(SHOP),
                        Source.of(GATE),
                        Source.of(API));
        assertThat(compilation.complaints()).isEmpty();
        return compilation;
    }

    /** Returns the schema of OTLP. The classes of {@code opentelemetry-proto} contain it. */
    private static FileDescriptorSet descriptors() {
        Map<String, FileDescriptor> files = new LinkedHashMap<>();
        add(files, TraceServiceProto.getDescriptor());
        FileDescriptorSet.Builder set = FileDescriptorSet.newBuilder();
        files.values().forEach(file -> set.addFile(file.toProto()));
        return set.build();
    }

    private static void add(Map<String, FileDescriptor> files, FileDescriptor file) {
        file.getDependencies().forEach(imported -> add(files, imported));
        files.putIfAbsent(file.getName(), file);
    }

    private Object create(String type, Class<?> parameter, Object argument) throws ReflectiveOperationException {
        return classes.loadClass(type).getConstructor(parameter).newInstance(argument);
    }

    private HttpServer serve(String router, @Nullable Tracing tracing, Object... instances)
            throws ReflectiveOperationException {
        Method factory = Arrays.stream(classes.loadClass(router).getMethods())
                .filter(method -> method.getName().equals("of"))
                .findFirst()
                .orElseThrow();
        Router routes = (Router) factory.invoke(null, instances);
        var builder = HttpServer.builder(routes)
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0);
        return (tracing == null ? builder : builder.listener(tracing)).start();
    }

    private Received next() throws InterruptedException {
        String[] parts = received.poll(20, TimeUnit.SECONDS);
        assertThat(parts).isNotNull();
        return Received.of(parts);
    }

    @Test
    void receivesSpansOfAnotherServer() throws Exception {
        Consumer<String[]> spans = received::add;
        try (HttpServer collector =
                        serve("otlp.CollectorRouter", null, create("otlp.Receiver", Consumer.class, spans));
                OpenTelemetrySdk telemetry = telemetry(collector.port())) {
            Tracer tracer = telemetry.getTracer("test");
            try (HttpServer shop = serve(
                            "otlp.ApiRouter",
                            Tracing.of(telemetry),
                            create("otlp.Shop", Tracer.class, tracer),
                            create("otlp.Gate", Tracer.class, tracer));
                    TestClient client = TestClient.to("127.0.0.1", shop.port())) {
                checkTrace(client, "/v1/orders/7", "GET /v1/orders/{id}", 200, "gate", "order", "after");
                checkTrace(client, "/v1/reports", "GET /v1/reports", 200, "gate", "report", "after");
                checkTrace(client, "/v1/stock/a", "GET /v1/stock/{sku}", 200, "gate", "stock", "after");
                checkTrace(client, "/v1/broken", "GET /v1/broken", 500, "gate");
            }
        }
    }

    private static OpenTelemetrySdk telemetry(int port) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint("http://127.0.0.1:" + port + "/v1/traces")
                .build();
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build())
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build();
    }

    /** Checks the span of a request. Also checks that the spans of its handler are children of this span. */
    private void checkTrace(TestClient client, String path, String name, int status, String... children)
            throws InterruptedException {
        client.get(path)
                .header("Host", "shop.example")
                .header("traceparent", "00-" + TRACE + "-" + CLIENT + "-01")
                .send();
        Map<String, Received> all = new LinkedHashMap<>();
        for (int i = 0; i <= children.length; i++) {
            Received span = next();
            assertThat(span.trace()).isEqualTo(TRACE);
            all.put(span.name(), span);
        }
        Received server = Objects.requireNonNull(all.remove(name + " 2"));
        assertThat(server.parent()).isEqualTo(CLIENT);
        assertThat(server.attributes())
                .startsWith("{client.address=127.0.0.1, "
                        + (status == 500 ? "error.type=java.lang.IllegalStateException, " : "")
                        + "http.request.method=GET, http.response.status_code=" + status + ", http.route="
                        + name.substring(4) + ", network.peer.address=127.0.0.1, network.peer.port=");
        assertThat(server.attributes())
                .endsWith(", network.protocol.version=1.1, server.address=shop.example, url.path=" + path
                        + ", url.scheme=http}");
        assertThat(server.status()).isEqualTo(status == 500 ? "2" : "0");
        assertThat(server.events()).isEqualTo(status == 500 ? "exception" : "");
        assertThat(all.keySet())
                .containsExactlyElementsIn(
                        List.of(children).stream().map(child -> child + " 1").toList());
        all.values().forEach(child -> assertThat(child.parent()).isEqualTo(server.id()));
    }
}
