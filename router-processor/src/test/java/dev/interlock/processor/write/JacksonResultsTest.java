package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import dev.interlock.http.Router;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests results whose class is not the declared type of the handler. */
final class JacksonResultsTest {
    private static final String API = """
            package shop;

            @dev.interlock.annotation.HttpApp(controllers = Shapes.class)
            public final class Api {}
            """;

    private static final String SHAPES = """
            package shop;

            import com.fasterxml.jackson.annotation.*;
            import com.fasterxml.jackson.databind.annotation.JsonSerialize;
            import dev.interlock.annotation.*;
            import dev.interlock.http.ServerSentEvent;
            import java.util.*;
            import java.util.concurrent.*;

            @Controller("/shapes")
            public final class Shapes {
              sealed interface Shape {}
              record Round(int radius) implements Shape {}
              record Point() implements Shape {}
              static final class Empty implements Shape {}

              abstract static class Base {}
              static final class Sub extends Base { public int size = 1; }

              interface Sized { int getSize(); }
              record Box(int size, String name) implements Sized {
                @Override public int getSize() { return size; }
              }

              @JsonSerialize(as = Narrow.class)
              interface Narrow { int getSize(); }
              record Wide(int size, String secret) implements Narrow {
                @Override public int getSize() { return size; }
              }

              @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
              @JsonSubTypes(@JsonSubTypes.Type(value = Card.class, name = "card"))
              interface Payment {}
              record Card(int number) implements Payment {}

              sealed interface Result<T> {}
              record Found<T>(T value) implements Result<T> {}
              record Page<T>(T values) {}

              static <T> Flow.Publisher<T> publisher(T value) {
                SubmissionPublisher<T> values = new SubmissionPublisher<>();
                return subscriber -> {
                  values.subscribe(subscriber);
                  values.submit(value);
                  values.close();
                };
              }

              @Get("/shape") Shape shape() { return new Round(1); }
              @Get("/point") Shape point() { return new Point(); }
              @Get("/empty") Shape empty() { return new Empty(); }
              @Get("/base") Base base() { return new Sub(); }
              @Get("/sized") Sized sized() { return new Box(1, "a"); }
              @Get("/narrow") Narrow narrow() { return new Wide(1, "a"); }
              @Get("/payment") Payment payment() { return new Card(1); }
              @Get("/optional") Optional<Shape> optional() { return Optional.of(new Round(1)); }
              @Get("/later") CompletionStage<Shape> later() { return CompletableFuture.completedFuture(new Round(1)); }
              @Get("/list") List<Shape> list() { return List.of(new Round(1), new Point()); }
              @Get("/array") Shape[] array() { return new Shape[] {new Round(1)}; }
              @Get("/map") Map<String, Shape> map() { return Map.of("a", new Round(1)); }
              @Get("/payments") List<Payment> payments() { return List.of(new Card(1)); }
              @Get("/page") Page<List<Payment>> page() { return new Page<>(List.of(new Card(1))); }
              @Get("/found") Result<List<Payment>> found() { return new Found<>(List.of(new Card(1))); }
              @Get("/stream") Flow.Publisher<Shape> stream() { return publisher(new Round(1)); }
              @Get("/events") Flow.Publisher<ServerSentEvent<Shape>> events() {
                return publisher(ServerSentEvent.of((Shape) new Round(1)));
              }
            }
            """;

    private static Compilation compilation;
    private static RunningApp app;

    @BeforeAll
    static void compile() throws Exception {
        compilation = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .hide("io.avaje")
                .compile(Source.of(API), Source.of(SHAPES));
        assertThat(compilation.complaints()).isEmpty();
        app = RunningApp.load(compilation);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            shape    | {"radius":1}
            point    | {}
            empty    | {}
            base     | {"size":1}
            sized    | {"size":1,"name":"a"}
            optional | {"radius":1}
            later    | {"radius":1}
            list     | [{"radius":1},{}]
            array    | [{"radius":1}]
            map      | {"a":{"radius":1}}
            events   | data: {"radius":1}
            """)
    void writesByClassOfValue(String path, String text) throws Exception {
        ReceivedResponse response = app.get("/shapes/" + path);
        assertThat(response.body().strip()).isEqualTo(text);
        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void writesStreamByClassOfEachValue() throws Exception {
        assertThat(app.send("GET", "/shapes/stream", "", "accept: application/x-ndjson")
                        .body())
                .isEqualTo("{\"radius\":1}\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            narrow   | {"size":1}
            payment  | {"kind":"card","number":1}
            payments | [{"kind":"card","number":1}]
            page     | {"values":[{"kind":"card","number":1}]}
            found    | {"value":[{"kind":"card","number":1}]}
            """)
    void followsDeclaredType(String path, String text) throws Exception {
        assertThat(app.get("/shapes/" + path).body()).isEqualTo(text);
    }

    private static ReceivedResponse with(ObjectMapper mapper, String path) throws Exception {
        ClassLoader loader = compilation.classLoader();
        Class<?> shapes = loader.loadClass("shop.Shapes");
        Router router = (Router) loader.loadClass("shop.ApiRouter")
                .getMethod("of", shapes, ObjectMapper.class)
                .invoke(null, shapes.getConstructor().newInstance(), mapper);
        return RunningApp.of(router).get("/shapes/" + path);
    }

    @Test
    void mapperAddsClassNameByDeclaredType() throws Exception {
        ObjectMapper naming = JsonMapper.builder()
                .activateDefaultTyping(
                        BasicPolymorphicTypeValidator.builder().build(),
                        ObjectMapper.DefaultTyping.OBJECT_AND_NON_CONCRETE,
                        JsonTypeInfo.As.PROPERTY)
                .build();
        assertThat(with(naming, "shape").body()).isEqualTo("{\"@class\":\"shop.Shapes$Round\",\"radius\":1}");
    }

    @Test
    void staticTypingWritesDeclaredType() throws Exception {
        ObjectMapper rigid =
                JsonMapper.builder().enable(MapperFeature.USE_STATIC_TYPING).build();
        assertThat(with(rigid, "sized").body()).isEqualTo("{\"size\":1}");
    }

    @Test
    void mapperWrapsAndIndents() throws Exception {
        ObjectMapper wrapping = JsonMapper.builder()
                .enable(SerializationFeature.WRAP_ROOT_VALUE, SerializationFeature.INDENT_OUTPUT)
                .build();
        assertThat(with(wrapping, "shape").body())
                .isEqualTo("{\n  \"Round\" : {\n    \"radius\" : 1\n  }\n}".replace("\n", System.lineSeparator()));
    }
}
