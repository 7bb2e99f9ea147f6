package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.BodyPart;
import dev.interlock.http.Fields;
import dev.interlock.http.Parts;
import dev.interlock.http.Request;
import dev.interlock.http.RequestHead;
import dev.interlock.http.Response;
import dev.interlock.http.Router;
import dev.interlock.http.StreamedBody;
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
import dev.interlock.testing.Multipart;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestExchange;
import dev.interlock.testing.TestRequest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tests strict mode: if a handler keeps an object beyond the request, every later use of the object must throw. */
final class StrictModeTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.HttpApp;

            @HttpApp(controllers = {Keeper.class, Uploads.class})
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
                Address address();
                Slice voucher();
                Entries<Label> labels();
              }
              @ProtoView("shop.Line") interface Line { CharSequence sku(); }
              @ProtoView("shop.Card") interface Card { long number(); }
              @ProtoView("shop.Address") interface Address { CharSequence street(); }
              @ProtoView("shop.NewOrder.LabelsEntry") interface Label { CharSequence key(); long value(); }
              @ProtoWriter("shop.NewOrder") interface Out {
                Out userId(long id);
                LineOut beginLines();
                void endLines();
              }
              @ProtoWriter("shop.Line") interface LineOut { void sku(CharSequence text); }
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
                Kept.put("head", request.head());
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
                Views.LineOut line = out.beginLines();
                line.sku("a");
                Kept.put("writer of an element", line);
                out.endLines();
                Kept.put("writer", out);
              }
            }
            """;

    private static final String UPLOADS = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            import dev.interlock.processor.testing.Kept;
            import java.util.concurrent.*;

            @Controller("/uploads")
            public final class Uploads {
              private static final FieldNames PARTS = FieldNames.of("file", "note");

              @Post("/absent") void absent(@Body Views.Order order) {
                Kept.put("absent message", order.card());
                Kept.put("other absent message", order.address());
                Kept.put("no lines", order.lines());
                Kept.put("no tags", order.tags());
                Kept.put("no numbers", order.quantities());
                Kept.put("no entries", order.labels());
              }

              @Post("/parts") void upload(Request request) throws java.io.IOException {
                Parts parts = request.parts(PARTS);
                Kept.put("parts", parts);
                BodyPart part = parts.first(0);
                Kept.put("part", part);
                Kept.put("content of a part", part.content());
                Kept.put("stream of a part", part.inputStream());
                Kept.put("one of all parts", parts.all(1).get(0));
                Kept.put("contents", parts.contents());
              }

              @Post("/stream") @Blocking void stream(@Body java.io.InputStream body, Request request) {
                Kept.put("body stream", body);
                Kept.put("streamed body", request.streamedBody());
              }

              @Post("/publisher") CompletionStage<Void> publisher(@Body Flow.Publisher<io.netty.buffer.ByteBuf> body) {
                Kept.put("body publisher", body);
                return CompletableFuture.completedFuture(null);
              }
            }
            """;

    /** All kinds of objects. Each has its name in the exception, and a use that must throw. */
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
            new Kind("writer of an element", "LineOut", object -> method(object, "sku", "b")),
            new Kind("head", "RequestHead", object -> ((RequestHead) object).fieldCount()),
            new Kind("parts", "Parts", object -> ((Parts) object).first(0)),
            new Kind("part", "BodyPart", object -> ((BodyPart) object).text()),
            new Kind("content of a part", "Slice", object -> ((Slice) object).length()),
            new Kind("stream of a part", "InputStream", object -> ((InputStream) object).read()),
            new Kind("one of all parts", "BodyPart", object -> ((BodyPart) object).inputStream()),
            new Kind("contents", "Fields", object -> ((Fields) object).first(0)),
            new Kind("streamed body", "StreamedBody", object -> ((StreamedBody) object).inputStream()),
            new Kind("body stream", "InputStream", object -> ((InputStream) object).readAllBytes()),
            new Kind("body publisher", "Publisher", StrictModeTest::subscribe),
            new Kind("absent message", "Card", object -> method(object, "number")),
            new Kind("other absent message", "Address", object -> method(object, "street")),
            new Kind("no lines", "Repeated", object -> ((Repeated<?>) object).iterator()),
            new Kind("no tags", "Repeated", object -> ((Repeated<?>) object).size()),
            new Kind("no numbers", "RepeatedInt", object -> ((RepeatedInt) object).size()),
            new Kind("no entries", "Entries", object -> ((Entries<?>) object).size()),
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

    /** Kinds of objects that exist before the handler is called. For these, the message names the route. */
    private static final Set<String> HANDED_OUT_BY_THE_ENGINE = Set.of("request", "response", "response body");

    private record Kind(String name, String type, Use use) {}

    private interface Use {
        @Nullable
        Object use(Object object) throws ReflectiveOperationException, IOException;
    }

    private static Router router;

    private static @Nullable Object subscribe(Object publisher) {
        ((Flow.Publisher<?>) publisher).subscribe(new Flow.Subscriber<Object>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
            }

            @Override
            public void onNext(Object item) {}

            @Override
            public void onError(Throwable cause) {}

            @Override
            public void onComplete() {}
        });
        return null;
    }

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
                .compile(Source.of(API), Source.of(VIEWS), Source.of(KEEPER), Source.of(UPLOADS));
        assertThat(compilation.complaints()).isEmpty();
        router = RunningApp.load(compilation).router();
    }

    /** Forgets the kept objects before each test. All dynamic tests of one factory use the same objects. */
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
        upload(client);
    }

    /** Sends the requests for all kinds of objects that do not belong to an order. */
    private static void upload(TestClient client) {
        client.post("/uploads/absent")
                .bytes("application/protobuf", new byte[0])
                .send()
                .assertThat()
                .hasStatus(204);
        client.post("/uploads/parts")
                .multipart(Multipart.of()
                        .file("file", "a.txt", "text/plain", new byte[10])
                        .field("note", "n"))
                .send()
                .assertThat()
                .hasStatus(204);
        for (String body : List.of("stream", "publisher")) {
            client.post("/uploads/" + body).text("content").send().assertThat().hasStatus(204);
        }
    }

    /**
     * Returns one test for each kind. It checks that the handler has received the object, and that a later use throws.
     */
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
                .containsMatch(
                        " /(\\{where}/\\{name}\\.json|uploads/[a-z]+)\\)\\. The cause shows where it was handed out\\. Tip: copy\\(\\)");
        assertThat(thrown).hasCauseThat().hasMessageThat().endsWith("was handed out here");
        if (!HANDED_OUT_BY_THE_ENGINE.contains(kind.name())) {
            Throwable place = Objects.requireNonNull(thrown.getCause());
            assertThat(Arrays.stream(place.getStackTrace())
                            .filter(frame -> frame.getClassName().startsWith("shop."))
                            .toList())
                    .isNotEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> throwsAfterRequest() {
        try (TestClient client = TestClient.of(router)) {
            send(client, "POST");
        }
        return each(Kept.all());
    }

    @TestFactory
    Stream<DynamicTest> throwsAfterOtherRequestsOfLoop() {
        Map<String, Object> kept;
        try (TestClient client = TestClient.of(router)) {
            send(client, "POST");
            kept = Kept.all();
            send(client, "POST");
            send(client, "PATCH");
        }
        return each(kept);
    }

    /** Also tests objects without content. They might all report the same line of the source. */
    @Test
    void namesPlaceOfEachObject() {
        try (TestClient client = TestClient.of(router)) {
            send(client, "POST");
        }
        Map<String, Object> kept = Kept.all();
        List<String> names = List.of(
                "absent message",
                "other absent message",
                "no lines",
                "no tags",
                "no numbers",
                "no entries",
                "writer of an element");
        List<Integer> lines = names.stream()
                .map(name -> lineOfHandOut(
                        KINDS.stream()
                                .filter(kind -> kind.name().equals(name))
                                .findFirst()
                                .orElseThrow(),
                        kept))
                .toList();
        assertThat(lines).containsNoDuplicates();
    }

    /** Returns the line of the handler at which it got the object. */
    private static int lineOfHandOut(Kind kind, Map<String, Object> kept) {
        Object object = Objects.requireNonNull(kept.get(kind.name()));
        Throwable thrown =
                assertThrows(IllegalStateException.class, () -> kind.use().use(object));
        return Arrays.stream(Objects.requireNonNull(thrown.getCause()).getStackTrace())
                .filter(frame -> frame.getClassName().matches("shop\\.(Keeper|Uploads)"))
                .findFirst()
                .orElseThrow()
                .getLineNumber();
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
    Stream<DynamicTest> throwsAfterBlockingHandler() {
        try (TestClient client = TestClient.of(router)) {
            send(client, "PATCH");
        }
        return each(Kept.all());
    }

    @TestFactory
    Stream<DynamicTest> throwsAfterAsynchronousCompletion() {
        try (TestClient client = TestClient.of(router)) {
            Kept.release().complete(null);
            send(client, "PUT");
        }
        return each(Kept.all());
    }

    /** Even if the client has disconnected, the handler may use its objects until its stage completes. */
    @TestFactory
    Stream<DynamicTest> throwsAfterClientHasLeft() throws Exception {
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
            upload(other);
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
                // The handler continues its work after its client has left.
                .serveHalfClosed(true)
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
