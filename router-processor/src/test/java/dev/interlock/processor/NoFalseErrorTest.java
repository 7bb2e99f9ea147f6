package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Ecj;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiles correct sources that use unusual features. */
class NoFalseErrorTest {
    private static final String PREAMBLE = "package shop; import dev.interlock.annotation.*; import java.util.*; "
            + "import jakarta.validation.constraints.*; ";

    @TempDir
    private Path folder;

    private static RunningApp compile(String... members) throws ReflectiveOperationException {
        return RunningApp.of(Arrays.stream(members).map(PREAMBLE::concat).toArray(String[]::new));
    }

    @Test
    void acceptsTypeParameterAsException() throws Exception {
        RunningApp app = compile(
                "@HttpApp(controllers = Api.class) @Controller "
                        + "public final class Api extends Base<java.io.IOException, Throwable> { "
                        + "record Card(Named<RuntimeException> named) {} "
                        + "@Post String post(@Body Card card) { return \"\"; } }",
                "abstract class Base<E extends Exception, T extends Throwable> { "
                        + "@Get public String get() throws E { return \"got\"; } "
                        + "@OnError public String failed(IllegalStateException e) throws E { return \"\"; } }",
                "class Named<E extends Exception> { @NotNull public String getName() throws E { return \"\"; } }");
        assertThat(app.get("/").body()).isEqualTo("got");
    }

    @Test
    void usesExceptionOfSubclass() throws Exception {
        RunningApp app = compile(
                "@HttpApp(controllers = Api.class) @Controller "
                        + "public final class Api extends Base<java.io.IOException> {}",
                "abstract class Base<E extends Throwable> { @Get public String get() throws E { return \"got\"; } }");
        assertThat(app.get("/").body()).isEqualTo("got");
    }

    @Test
    void acceptsGroupWithinItself() throws Exception {
        RunningApp app = compile("@HttpApp(controllers = Api.class) @Controller public final class Api { "
                + "record P<T>(@Params T value) {} record Q(@Query int limit) {} "
                + "@Get String get(@Params P<P<Q>> p) { return \"\" + p.value().value().limit(); } }");
        assertThat(app.get("/?limit=3").body()).isEqualTo("3");
    }

    @Test
    void rejectsInfiniteGroup() {
        Compilation compilation = Compilation.of(
                new RouterProcessor(),
                Source.of(PREAMBLE + "@HttpApp(controllers = Api.class) @Controller public final class Api { "
                        + "record P<T>(@Params P<List<T>> more) {} "
                        + "@Get String get(@Params P<String> p) { return \"\"; } }"));
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).text()).contains("[IL315] more: record P contains itself");
    }

    /**
     * Javac already reports that the class is private. The processor must not also report that no application lists the
     * class.
     */
    @Test
    void doesNotReportPrivateControllerAsUnlisted() {
        Compilation compilation = Compilation.of(
                new RouterProcessor(),
                Source.of(PREAMBLE + "@HttpApp(controllers = Shop.Orders.class) public final class Api {}"),
                Source.of(PREAMBLE + "final class Shop { @Controller private static final class Orders { "
                        + "@Get String get() { return \"\"; } } }"));
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).text()).contains("private access");
    }

    @Test
    void acceptsGenericArrayAttribute() throws Exception {
        RunningApp app = compile(
                "@HttpApp(controllers = Api.class) @Controller public final class Api { "
                        + "record P(@Attribute Optional<Map<String, int[]>[]> maps) {} "
                        + "@Get String get(@Attribute List<String>[] s, @Attribute Class<?>[] types, "
                        + "@Attribute Out<String>.In[] inner, @Attribute Optional<Out<String>.In> one, "
                        + "@Attribute Out<String>.Pair<Long>[][] pairs, @Params P p) { return \"\"; } }",
                "class Out<X> { class In {} class Pair<Y> {} }");
        assertThat(app.routes()).hasSize(1);
    }

    /** For this attribute, generated code declares a variable of the raw type. */
    @Test
    void acceptsRawInnerClassAttribute() throws Exception {
        RunningApp app = compile(
                "@HttpApp(controllers = Api.class) @Controller @SuppressWarnings(\"rawtypes\") "
                        + "public final class Api { @Get String get(@Attribute Out.In in, @Attribute Out.In[] all) "
                        + "{ return \"\"; } }",
                "class Out<X> { class In {} }");
        assertThat(app.routes()).hasSize(1);
    }

    /** Generated code infers the types of some of these results, and names the types of the others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Get Old get() { return null; }",
                "@Get Optional<Old> get() { return null; }",
                "@Get java.util.concurrent.CompletionStage<Old> get() { return null; }",
                "static class Later<T> extends java.util.concurrent.CompletableFuture<T> {} "
                        + "@Get Later<Old> get() { return null; }",
                "@Get java.util.concurrent.Flow.Publisher<dev.interlock.http.ServerSentEvent<Old>> get() "
                        + "{ return null; }"
            })
    void acceptsDeprecatedResult(String members) {
        assertCompiles(
                "@HttpApp(controllers = Api.class) @Controller @SuppressWarnings({\"deprecation\", \"serial\"}) "
                        + "public final class Api { " + members + " }",
                "@Deprecated enum Old { A }");
    }

    @Test
    void acceptsDeprecatedTypeArgument() {
        assertCompiles(
                "@HttpApp(controllers = Api.class) @Controller @SuppressWarnings(\"deprecation\") "
                        + "public final class Api extends Base<Old> {}",
                "abstract class Base<T> { @Get java.util.concurrent.CompletionStage<T> get() { return null; } }",
                "@Deprecated enum Old { A }");
    }

    /**
     * The record is invalid as a whole, but it consists of attributes. Therefore the violation has no names from the
     * request.
     */
    @Test
    void acceptsConstraintsOnRecordOfAttributes() throws Exception {
        RunningApp app = compile("@HttpApp(controllers = Api.class) @Controller public final class Api { "
                + "record Caller(@Attribute Optional<String> name) { @AssertTrue(message = \"must be known\") "
                + "boolean isKnown() { return name.isPresent(); } } "
                + "record Nothing() { @AssertTrue boolean isGood() { return true; } } "
                + "@Get String get(@Params Caller caller, @Params Nothing nothing) { return \"\"; } }");
        assertThat(app.get("/").status()).isEqualTo(400);
        assertThat(app.get("/").body()).contains("\"detail\":\"The combination of 'caller' must be known.\"");
    }

    private static void assertCompiles(String... members) {
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .compile(Arrays.stream(members)
                        .map(PREAMBLE::concat)
                        .map(Source::of)
                        .toArray(Source[]::new));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.routers()).contains("shop.ApiRouter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Out<String>.In",
                "Out<String>.In[]",
                "List<Out<String>.In>",
                "List<Out<String>.In[]>",
                "Map<String, Out<Long>.Pair<Out<String>.In>>"
            })
    void acceptsJsonOfInnerClassOfGenericClass(String type) {
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .compile(
                        Source.of(PREAMBLE + "@HttpApp(controllers = Api.class) "
                                + "@Controller public final class Api { @Get " + type + " get() { return null; } "
                                + "@Post " + type + " post(@Body " + type + " body) { return body; } }"),
                        Source.of(PREAMBLE + "class Out<X> { class In { public int a; } "
                                + "class Pair<Y> { public Y y; } }"));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.routers()).contains("shop.ApiRouterJson");
    }

    /** The generic class is used twice. One use needs members that the other use lacks. */
    @Test
    void acceptsValidOnTypeVariable() throws Exception {
        String uses = "@Attribute @Valid Page<Line> a, @Attribute @Valid Page<String> b, "
                + "@Attribute @Valid Page<List<Line>> c, @Attribute @Valid Page<List<String>> d, "
                + "@Attribute @Valid Page<int[]> e";
        compileChecked(Stream.of(
                        "record Page<T>(@NotNull List<@Valid T> items) {}",
                        "record Page<T>(@NotNull String s, @Valid T t) {}",
                        "record Page<T>(@NotNull String s, @Valid T[] t) {}",
                        "record Page<T>(@NotNull String s, @Valid T[][] t) {}",
                        "record Page<T>(@NotNull String s, Optional<Map<String, @Valid T>> t) {}",
                        "record Page<T>(@NotNull String s, @Valid Box<T> t) {} record Box<T>(@Valid T t) {}",
                        "static class Page<T> { @NotNull public String s; @Valid public T t; }",
                        "interface Page<T> { @NotNull String s(); @Valid T t(); }")
                .map(page -> page + " @Get void get(" + uses + ") {}"));
    }

    @Test
    void wildcardHasConstraintsOfBound() throws Exception {
        compileChecked(Stream.of(
                        "record Box<T extends Line>(@Valid T t) {} | Box<?>",
                        "record Box<T extends Line>(@Valid T t) {} | Box<? extends Line>",
                        "record Box<T extends Line>(@Valid T t) {} | Box<? super Line>",
                        "record Box<T extends Line>(@Valid T t) {} | Box<? extends Object>",
                        "record Box<T extends Line>(List<@Valid T> t) {} | Box<?>",
                        "record Box<T extends Line>(@Valid T[] t) {} | Box<?>",
                        "record Box<L extends Line, T extends L>(@Valid T t) {} | Box<?, ?>",
                        "record Box<T extends Line & Runnable>(@Valid T t) {} | Box<?>",
                        "record Box<T extends List<Line>>(@Valid T t) {} | Box<?>",
                        "static class Box<T extends Line> { @Valid public T t; } | Box<?>",
                        "static class Box<T extends Line> { @Valid public T getT() { return null; } } | Box<?>",
                        "static class Base<T> { @Valid public T t; } static class Box<T extends Line> extends Base<T> {}"
                                + "| Box<?>",
                        "abstract static class Box<T extends Line> extends AbstractList<T> {} | Box<?>",
                        "interface Box<T extends Line> { @Valid T t(); } | Box<?>",
                        "record E<T extends E<T>>(@Min(1) int i, @Valid T t) {} | E<?>")
                .map(it -> it.split("[|]", 2))
                .map(it -> it[0] + " @Get void get(@Attribute @Valid " + it[1].strip() + " box) {}"));
    }

    /** Compiles controllers with javac and with ECJ. Neither may warn. */
    private void compileChecked(Stream<String> controllers) throws IOException {
        List<String> members = controllers.toList();
        String names = IntStream.range(0, members.size())
                .mapToObj(number -> "Api.C" + number + ".class")
                .collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder(PREAMBLE);
        text.append(
                "import jakarta.validation.Valid; @HttpApp(controllers = {" + names + "}) public final class Api { ");
        text.append("static class Line { @Min(1) public int i; } ");
        for (int i = 0; i < members.size(); i++) {
            text.append("@Controller(\"/" + i + "\") static final class C" + i + " { " + members.get(i) + " }\n");
        }
        Source source = Source.of(text + "}");
        Compilation javac =
                Compilation.with(new RouterProcessor()).option("-Werror").compile(source);
        assertThat(javac.complaints()).isEmpty();
        assertThat(javac.routers()).contains("shop.ApiRouter");
        Compilation ecj = new Ecj(folder, new RouterProcessor()).compile(source);
        assertThat(ecj.errors()).isEmpty();
        assertThat(ecj.warnings()).isEmpty();
        assertThat(ecj.routers()).contains("shop.ApiRouter");
    }
}
