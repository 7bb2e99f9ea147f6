package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import dev.interlock.dispatch.RequestPath;
import dev.interlock.http.Fields;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.Router;
import dev.interlock.processor.ProtoProcessor;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.Kept;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import dev.interlock.proto.Entries;
import dev.interlock.proto.Repeated;
import dev.interlock.proto.RepeatedInt;
import dev.interlock.server.HttpServer;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestExchange;
import dev.interlock.testing.TestRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** In strict mode, each object that a handler keeps throws when it is used after its request. */
final class StrictModeTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.HttpApp;

            @HttpApp(controllers = Keeper.class)
            public final class Api {}
            """;

    private static final String VIEWS = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.bytes.Slice;
            import dev.interlock.proto.*;

            public interface Views {
              @ProtoView("shop.NewOrder") interface Order {
                long userId();
                CharSequence note();
                Repeated<Line> lines();
                RepeatedInt quantities();
                Repeated<CharSequence> tags();
                @ProtoField("tags") Repeated<Slice> tagBytes();
                Card card();
                Slice voucher();
                Entries<Label> labels();
              }
              @ProtoView("shop.Line") interface Line { CharSequence sku(); }
              @ProtoView("shop.Card") interface Card { long number(); }
              @ProtoView("shop.NewOrder.LabelsEntry") interface Label { CharSequence key(); long value(); }
              @ProtoWriter("shop.NewOrder") interface Out { Out userId(long id); }
            }
            """;

    private static final String KEEPER = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.bytes.Slice;
            import dev.interlock.http.*;
            import dev.interlock.processor.testing.Kept;
            import java.util.concurrent.*;

            @Controller("/{where}/{name}.json")
            public final class Keeper {
              private static final FieldNames HEADERS = FieldNames.of("h");

              @Post void now(
                  CharSequence where, Slice name, @Query CharSequence q, @Query("s") Slice s, @Header CharSequence h,
                  @Cookie CharSequence c, @Body Views.Order order, Views.Out out, Request request, Response response) {
                keepParameters(where, name, q, s, h, c);
                keepMessages(request, response);
                keepViews(order, out);
              }

              @Put CompletionStage<Void> later(
                  CharSequence where, Slice name, @Query CharSequence q, @Query("s") Slice s, @Header CharSequence h,
                  @Cookie CharSequence c, @Body Views.Order order, Views.Out out, Request request, Response response) {
                Kept.put("called", "");
                return Kept.release().thenRunAsync(() -> {
                  keepParameters(where, name, q, s, h, c);
                  keepMessages(request, response);
                  keepViews(order, out);
                });
              }

              @Patch @Blocking void elsewhere(
                  CharSequence where, Slice name, @Query CharSequence q, @Query("s") Slice s, @Header CharSequence h,
                  @Cookie CharSequence c, @Body Views.Order order, Views.Out out, Request request, Response response) {
                now(where, name, q, s, h, c, order, out, request, response);
              }

              private static void keepParameters(
                  CharSequence where, Slice name, CharSequence q, Slice s, CharSequence h, CharSequence c) {
                Kept.put("path text", where);
                Kept.put("path slice", name);
                Kept.put("query text", q);
                Kept.put("query slice", s);
                Kept.put("characters of a slice", s.chars());
                Kept.put("header text", h);
                Kept.put("cookie text", c);
              }

              private static void keepMessages(Request request, Response response) {
                Kept.put("request", request);
                Kept.put("path", request.path());
                Kept.put("target", request.target());
                Kept.put("query string", request.queryString());
                Kept.put("content type", request.contentType());
                Kept.put("request body", request.body());
                Kept.put("fields", request.headers(HEADERS));
                Kept.put("response", response);
                Kept.put("response body", response.body());
                response.header("x-kept", "value");
                Kept.put("response header", response.headerSlice("x-kept"));
              }

              private static void keepViews(Views.Order order, Views.Out out) {
                out.userId(order.userId());
                Kept.put("view", order);
                Kept.put("text", order.note());
                Kept.put("elements", order.lines());
                Kept.put("iterator", order.lines().iterator());
                Kept.put("element", order.lines().get(0));
                Kept.put("text of an element", order.lines().get(0).sku());
                Kept.put("numbers", order.quantities());
                Kept.put("text element", order.tags().get(0));
                Kept.put("slice element", order.tagBytes().get(0));
                Kept.put("message", order.card());
                Kept.put("slice", order.voucher());
                Kept.put("entries", order.labels());
                Kept.put("entry", order.labels().find("k"));
                Kept.put("writer", out);
              }
            }
            """;

    /** How an object of each kind is used, and the name that the exception has for it. */
    private static final List<Kind> KINDS = List.of(
            new Kind("view", "Order", object -> method(object, "userId")),
            new Kind("text", "CharSequence", object -> ((CharSequence) object).length()),
            new Kind("elements", "Repeated", object -> ((Repeated<?>) object).size()),
            new Kind("iterator", "Repeated", object -> ((Iterator<?>) object).hasNext()),
            new Kind("element", "Line", object -> method(object, "sku")),
            new Kind("text of an element", "CharSequence", object -> ((CharSequence) object).charAt(0)),
            new Kind("numbers", "RepeatedInt", object -> ((RepeatedInt) object).get(0)),
            new Kind("text element", "CharSequence", Object::toString),
            new Kind("slice element", "Slice", object -> ((Slice) object).length()),
            new Kind("message", "Card", object -> method(object, "number")),
            new Kind("slice", "Slice", object -> ((Slice) object).array()),
            new Kind("entries", "Entries", object -> ((Entries<?>) object).find("k")),
            new Kind("entry", "Label", object -> method(object, "value")),
            new Kind("writer", "Out", object -> method(object, "userId", 7L)),
            new Kind("path text", "CharSequence", object -> ((CharSequence) object).length()),
            new Kind("path slice", "Slice", Object::toString),
            new Kind("query text", "CharSequence", object -> ((CharSequence) object).charAt(0)),
            new Kind("query slice", "Slice", object -> ((Slice) object).copy()),
            new Kind("characters of a slice", "CharSequence", object -> ((CharSequence) object).subSequence(0, 1)),
            new Kind("header text", "CharSequence", Object::toString),
            new Kind("cookie text", "CharSequence", object -> ((CharSequence) object).length()),
            new Kind("request", "Request", object -> ((Request) object).method()),
            new Kind("path", "RequestPath", object -> ((RequestPath) object).segment(0)),
            new Kind("target", "Slice", Object::hashCode),
            new Kind("query string", "Slice", object -> ((Slice) object).offset()),
            new Kind("content type", "Slice", object -> ((Slice) object).equals(new Slice())),
            new Kind("request body", "Slice", object -> ((Slice) object).toByteArray()),
            new Kind("fields", "Fields", object -> ((Fields) object).first(0)),
            new Kind("response", "Response", object -> ((Response) object).status(200)),
            new Kind("response body", "ByteWriter", object -> ((ByteWriter) object).append((byte) 1)),
            new Kind("response header", "Slice", object -> ((Slice) object).isEmpty()));

    private record Kind(String name, String type, Use use) {}

    private interface Use {
        @Nullable
        Object use(Object object) throws ReflectiveOperationException;
    }

    private static Router router;

    private static @Nullable Object method(Object object, String name, Object... arguments)
            throws ReflectiveOperationException {
        for (Method method : object.getClass().getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                method.setAccessible(true);
                try {
                    return method.invoke(object, arguments);
                } catch (InvocationTargetException e) {
                    throw (RuntimeException) e.getCause();
                }
            }
        }
        throw new AssertionError("no method " + name);
    }

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        Compilation compilation = Compilation.with(new RouterProcessor(), new ProtoProcessor())
                .descriptors(Descriptors.shop())
                .compile(Source.of(API), Source.of(VIEWS), Source.of(KEEPER));
        assertThat(compilation.complaints()).isEmpty();
        router = RunningApp.load(compilation).router();
    }

    /** Before the tests of the factory, which share what it has kept. */
    @BeforeEach
    void forget() {
        Kept.clear();
    }

    private static byte[] order() {
        UnknownFieldSet.Builder line = UnknownFieldSet.newBuilder().addField(1, text("sku"));
        UnknownFieldSet.Builder label = UnknownFieldSet.newBuilder()
                .addField(1, text("k"))
                .addField(2, Field.newBuilder().addVarint(1).build());
        return UnknownFieldSet.newBuilder()
                .addField(1, Field.newBuilder().addVarint(7).build())
                .addField(2, text("note"))
                .addField(
                        3,
                        Field.newBuilder()
                                .addLengthDelimited(line.build().toByteString())
                                .build())
                .addField(4, Field.newBuilder().addVarint(1).addVarint(2).build())
                .addField(5, text("x", "y"))
                .addField(9, text("free"))
                .addField(
                        10,
                        Field.newBuilder()
                                .addLengthDelimited(label.build().toByteString())
                                .build())
                .build()
                .toByteArray();
    }

    private static Field text(String... values) {
        Field.Builder field = Field.newBuilder();
        for (String value : values) {
            field.addLengthDelimited(ByteString.copyFromUtf8(value));
        }
        return field.build();
    }

    private static TestRequest request(TestClient client, String method) {
        return client.request(method, "/some/name.json?q=one&s=two")
                .header("h", "three")
                .header("cookie", "c=four")
                .bytes("application/protobuf", order());
    }

    private static void send(TestClient client, String method) {
        request(client, method).send().assertThat().hasStatus(200);
    }

    /** A test of each kind: the object was handed out, and its use throws. */
    private static Stream<DynamicTest> each(Map<String, Object> kept) {
        return KINDS.stream().map(kind -> DynamicTest.dynamicTest(kind.name(), () -> check(kind, kept)));
    }

    private static void check(Kind kind, Map<String, Object> kept) {
        Object object = Objects.requireNonNull(kept.get(kind.name()), "not handed out");
        IllegalStateException thrown =
                assertThrows(IllegalStateException.class, () -> kind.use().use(object));
        assertThat(thrown)
                .hasMessageThat()
                .startsWith("The " + kind.type() + " was used after the end of its request (P");
        assertThat(thrown)
                .hasMessageThat()
                .contains(" /{where}/{name}.json). The cause shows where it was handed out. Tip: copy()");
        assertThat(thrown).hasCauseThat().hasMessageThat().endsWith("was handed out here");
    }

    @TestFactory
    Stream<DynamicTest> throwsRightAfterTheRequest() {
        try (TestClient client = TestClient.of(router)) {
            send(client, "POST");
        }
        return each(Kept.all());
    }

    @TestFactory
    Stream<DynamicTest> throwsAfterOtherRequestsOfTheLoop() {
        Map<String, Object> kept;
        try (TestClient client = TestClient.of(router)) {
            send(client, "POST");
            kept = Kept.all();
            send(client, "POST");
            send(client, "PATCH");
        }
        return each(kept);
    }

    @TestFactory
    Stream<DynamicTest> throwsOnAnotherThread() {
        try (TestClient client = TestClient.of(router)) {
            send(client, "POST");
        }
        Map<String, Object> kept = Kept.all();
        return KINDS.stream()
                .map(kind -> DynamicTest.dynamicTest(
                        kind.name(),
                        () -> CompletableFuture.runAsync(() -> check(kind, kept))
                                .join()));
    }

    @TestFactory
    Stream<DynamicTest> throwsAfterABlockingHandler() {
        try (TestClient client = TestClient.of(router)) {
            send(client, "PATCH");
        }
        return each(Kept.all());
    }

    @TestFactory
    Stream<DynamicTest> throwsAfterAnAsynchronousCompletion() {
        try (TestClient client = TestClient.of(router)) {
            Kept.release().complete(null);
            send(client, "PUT");
        }
        return each(Kept.all());
    }

    /** The handler may use its objects until its stage completes, although the client has left. */
    @TestFactory
    Stream<DynamicTest> throwsAfterTheClientHasLeft() throws Exception {
        Map<String, Object> kept;
        try (HttpServer server = start();
                TestClient other = TestClient.to("127.0.0.1", server.port())) {
            try (TestClient client = TestClient.to("127.0.0.1", server.port());
                    TestExchange left = request(client, "PUT").start()) {
                Kept.await("called");
                assertThat(left).isNotNull();
            }
            Kept.release().complete(null);
            Kept.await("writer");
            kept = Kept.all();
            Request request = (Request) Objects.requireNonNull(kept.get("request"));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            do {
                send(other, "POST");
            } while (!hasEnded(request) && System.nanoTime() < deadline);
        }
        return each(kept);
    }

    private static HttpServer start() {
        return HttpServer.builder(router)
                .host("127.0.0.1")
                .port(0)
                .handleSignals(false)
                .strict(true)
                .start();
    }

    private static boolean hasEnded(Request request) {
        try {
            return request.method().isEmpty();
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
