package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.protobuf.StringValue;
import dev.interlock.processor.testing.Exchange;
import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the responses and statuses for results of handlers. */
final class ResultTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.HttpApp;

            @HttpApp(controllers = Results.class)
            public final class Api {}
            """;

    /** A type, an expression of this type, and the expected body. */
    private record Example(String type, String expression, String body) {
        /** Whether the compiler allows a handler to return null for this type. */
        boolean mayBeNull() {
            return !BOXES.containsKey(type);
        }
    }

    private static final List<Example> EXAMPLES = List.of(
            new Example("String", "\"abc\"", "abc"),
            new Example("CharSequence", "\"abc\"", "abc"),
            new Example("StringBuilder", "new StringBuilder(\"abc\")", "abc"),
            new Example("Slice", "Slice.of(\"abc\")", "abc"),
            new Example("ByteBuf", "Unpooled.wrappedBuffer(new byte[] {'a'})", "a"),
            new Example("Path", "Path.of(\"FILE\")", "a file"),
            new Example("Flow.Publisher<String>", "published(List.of(\"ä\", \"bc\"))", "äbc"),
            new Example("Flow.Publisher<StringBuilder>", "published(List.of(new StringBuilder(\"abc\")))", "abc"),
            new Example("Flow.Publisher<byte[]>", "published(List.of(new byte[] {'a'}, new byte[] {'b'}))", "ab"),
            new Example("Flow.Publisher<ByteBuf>", "published(List.of(Unpooled.wrappedBuffer(new byte[] {'a'})))", "a"),
            new Example("Lines", "new Lines()", "a line"),
            new Example("Optional<Lines>", "Optional.of(new Lines())", "a line"),
            new Example("Optional<ByteBuf>", "Optional.of(Unpooled.wrappedBuffer(new byte[] {'a'}))", "a"),
            new Example("Optional<Path>", "Optional.of(Path.of(\"FILE\"))", "a file"),
            new Example("@Nullable Lines", "new Lines()", "a line"),
            new Example("byte[]", "new byte[] {'a'}", "a"),
            new Example("boolean", "true", "true"),
            new Example("byte", "(byte) -1", "-1"),
            new Example("short", "(short) 2", "2"),
            new Example("int", "3", "3"),
            new Example("long", "4L", "4"),
            new Example("float", "1.1f", "1.1"),
            new Example("double", "1.1", "1.1"),
            new Example("char", "'c'", "c"),
            new Example("Boolean", "true", "true"),
            new Example("Integer", "3", "3"),
            new Example("Long", "4L", "4"),
            new Example("Float", "1.1f", "1.1"),
            new Example("Character", "'c'", "c"),
            new Example("Status", "Status.PAID", "PAID"),
            new Example("UUID", "new UUID(1, 2)", "00000000-0000-0001-0000-000000000002"),
            new Example("BigDecimal", "new BigDecimal(\"1.50\")", "1.50"),
            new Example("BigInteger", "BigInteger.TEN", "10"),
            new Example("Instant", "Instant.EPOCH", "1970-01-01T00:00:00Z"),
            new Example("LocalDate", "LocalDate.of(2026, 1, 2)", "2026-01-02"),
            new Example("Duration", "Duration.ofHours(1)", "PT1H"),
            new Example("ZoneId", "ZoneId.of(\"Europe/Paris\")", "Europe/Paris"),
            new Example("Optional<String>", "Optional.of(\"abc\")", "abc"),
            new Example("Optional<Integer>", "Optional.of(3)", "3"),
            new Example("Optional<Status>", "Optional.of(Status.NEW)", "NEW"),
            new Example("Optional<byte[]>", "Optional.of(new byte[] {'a'})", "a"),
            new Example("@Nullable String", "\"abc\"", "abc"),
            new Example("@Nullable Status", "Status.NEW", "NEW"));

    private static RunningApp app;

    private static final Map<String, String> BOXES = Map.of(
            "boolean", "Boolean",
            "byte", "Byte",
            "short", "Short",
            "int", "Integer",
            "long", "Long",
            "float", "Float",
            "double", "Double",
            "char", "Character");

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    static void compile() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "a file");
        StringBuilder methods = new StringBuilder();
        for (int i = 0; i < EXAMPLES.size(); i++) {
            Example example = EXAMPLES.get(i);
            methods.append("""
                      @Get("/r%1$d") %2$s r%1$d() { return %3$s; }
                      @Get("/l%1$d") CompletionStage<%4$s> l%1$d() {
                        return CompletableFuture.supplyAsync(() -> %3$s);
                      }
                    """.formatted(
                            i,
                            example.type(),
                            example.expression().replace("FILE", file.toString()),
                            BOXES.getOrDefault(example.type(), example.type())));
            if (example.mayBeNull()) {
                methods.append("""
                          @Get("/n%1$d") %2$s n%1$d() { return null; }
                          @Get("/ln%1$d") CompletionStage<%2$s> ln%1$d() {
                            return CompletableFuture.supplyAsync(() -> null);
                          }
                        """.formatted(i, example.type()));
            }
        }
        app = RunningApp.of(API, """
                package shop;

                import com.google.protobuf.StringValue;
                import dev.interlock.annotation.*;
                import dev.interlock.bytes.Slice;
                import dev.interlock.http.*;
                import io.netty.buffer.*;
                import java.math.*;
                import java.nio.file.Path;
                import java.time.*;
                import java.util.*;
                import java.util.concurrent.*;
                import org.jspecify.annotations.Nullable;

                @Controller
                public final class Results {
                  enum Status {
                    NEW, PAID;

                    @Override public String toString() { return "never shown"; }
                  }

                  static final class Lines implements Flow.Publisher<CharSequence> {
                    @Override public void subscribe(Flow.Subscriber<? super CharSequence> subscriber) {
                      published(List.<CharSequence>of("a line")).subscribe(subscriber);
                    }
                  }

                  static <T> Flow.Publisher<T> published(List<T> items) {
                    return subscriber -> {
                      Iterator<T> rest = items.iterator();
                      subscriber.onSubscribe(new Flow.Subscription() {
                        @Override public void request(long n) {
                          if (rest.hasNext()) { subscriber.onNext(rest.next()); } else { subscriber.onComplete(); }
                        }
                        @Override public void cancel() {}
                      });
                    };
                  }

                  @Get("/empty") Optional<String> empty() { return Optional.empty(); }
                  @Get("/null") @Nullable UUID none() { return null; }
                  @Delete("/void") void nothing() {}
                  @Post("/own") void own(Response response) { response.status(202); }
                  @Post("/untouched") void untouched(Response response) {}
                  @Post("/created") @Status(201) String created() { return "made"; }
                  @Post("/accepted") @Status(202) void accepted() {}
                  @Put("/either") @Status(201) String either(@Query boolean made, Response response) {
                    if (!made) { response.status(200); }
                    return "done";
                  }
                  @Post("/proto") StringValue proto(@Body StringValue in) {
                    return StringValue.of(in.getValue() + "!");
                  }
                  @Get("/protos") Flow.Publisher<StringValue> protos() {
                    return published(List.of(StringValue.of("a"), StringValue.of("bc")));
                  }
                  @Get("/maybe") Optional<StringValue> maybe() { return Optional.empty(); }
                  @Post("/limited") @MaxBody(10) void limited(@Body String text) {}
                """.replace("@Status(", "@dev.interlock.annotation.Status(") + methods + "}\n");
    }

    @Test
    void writesEveryType() throws Exception {
        for (int i = 0; i < EXAMPLES.size(); i++) {
            assertResponse(EXAMPLES.get(i), app.get("/r" + i));
        }
    }

    @Test
    void writesEveryTypeLater() throws Exception {
        for (int i = 0; i < EXAMPLES.size(); i++) {
            Exchange exchange = app.begin("GET", "/l" + i, "");
            assertThat(exchange.isAwaiting()).isTrue();
            assertResponse(EXAMPLES.get(i), exchange.end());
        }
    }

    private static void assertResponse(Example example, ReceivedResponse response) {
        assertWithMessage("%s", example).that(response.body()).isEqualTo(example.body());
        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void absentResultGets404() throws Exception {
        assertThat(app.get("/empty").status()).isEqualTo(404);
        assertThat(app.get("/null").status()).isEqualTo(404);
        assertThat(app.get("/maybe").status()).isEqualTo(404);
    }

    @Test
    void nullGets404() throws Exception {
        for (int i = 0; i < EXAMPLES.size(); i++) {
            Example example = EXAMPLES.get(i);
            if (example.mayBeNull()) {
                assertWithMessage("%s", example)
                        .that(app.get("/n" + i).status())
                        .isEqualTo(404);
                ReceivedResponse later = app.begin("GET", "/ln" + i, "").end();
                assertWithMessage("%s, later", example).that(later.status()).isEqualTo(404);
            }
        }
    }

    @Test
    void setsStatus() throws Exception {
        assertThat(app.send("DELETE", "/void", "").status()).isEqualTo(204);
        assertThat(app.send("POST", "/own", "").status()).isEqualTo(202);
        assertThat(app.send("POST", "/untouched", "").status()).isEqualTo(200);
        assertThat(app.send("POST", "/created", "").status()).isEqualTo(201);
        assertThat(app.send("POST", "/accepted", "").status()).isEqualTo(202);
        assertThat(app.send("PUT", "/either?made=true", "").status()).isEqualTo(201);
        assertThat(app.send("PUT", "/either?made=false", "").status()).isEqualTo(200);
    }

    @Test
    void readsAndWritesProtobuf() throws Exception {
        String in = StringValue.of("hi").toByteString().toString(StandardCharsets.UTF_8);
        ReceivedResponse response = app.send("POST", "/proto", in, "content-type: application/x-protobuf");
        assertThat(response.body())
                .isEqualTo(StringValue.of("hi!").toByteString().toString(StandardCharsets.UTF_8));
        assertThat(response.fields()).contains("protobuf");
    }

    @Test
    void delimitsStreamedMessages() throws Exception {
        ReceivedResponse response = app.get("/protos");
        assertThat(response.body()).isEqualTo("\u0003\n\u0001a\u0004\n\u0002bc");
        assertThat(response.fields()).contains("content-type: application/x-protobuf;delimited=true\r\n");
        ReceivedResponse other = app.send("GET", "/protos", "", "accept: application/protobuf");
        assertThat(other.fields()).contains("content-type: application/protobuf;delimited=true\r\n");
        assertThat(app.route("GET", "/protos").produces()).contains("application/vnd.google.protobuf");
    }

    @Test
    void routesDeclareMediaTypes() {
        var proto = app.route("POST", "/proto");
        assertThat(proto.consumes()).contains("application/x-protobuf");
        assertThat(proto.produces()).contains("application/x-protobuf");
        assertThat(proto.handler()).isEqualTo("shop.Results.proto");
        assertThat(app.route("POST", "/created").status()).isEqualTo(201);
        assertThat(app.route("DELETE", "/void").status()).isEqualTo(204);
        assertThat(app.route("DELETE", "/void").produces()).isEmpty();
        assertThat(app.route("POST", "/limited").maxBody()).isEqualTo(10);
        assertThat(app.route("POST", "/limited").consumes()).containsExactly("text/*");
    }
}
