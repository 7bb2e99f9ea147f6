package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Correct sources of rare shapes. */
class NoFalseErrorTest {
    private static final String PREAMBLE = "package shop; import dev.interlock.annotation.*; import java.util.*; "
            + "import jakarta.validation.constraints.*; ";

    private static RunningApp compile(String... members) throws ReflectiveOperationException {
        return RunningApp.of(Arrays.stream(members).map(PREAMBLE::concat).toArray(String[]::new));
    }

    @Test
    void exceptionsMayBeTypeParameters() throws Exception {
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
    void exceptionOfTheSubclassCounts() throws Exception {
        RunningApp app = compile(
                "@HttpApp(controllers = Api.class) @Controller "
                        + "public final class Api extends Base<java.io.IOException> {}",
                "abstract class Base<E extends Throwable> { @Get public String get() throws E { return \"got\"; } }");
        assertThat(app.get("/").body()).isEqualTo("got");
    }

    @Test
    void groupsMayHoldTheSameRecordOfOtherTypes() throws Exception {
        RunningApp app = compile("@HttpApp(controllers = Api.class) @Controller public final class Api { "
                + "record P<T>(@Params T value) {} record Q(@Query int limit) {} "
                + "@Get String get(@Params P<P<Q>> p) { return \"\" + p.value().value().limit(); } }");
        assertThat(app.get("/?limit=3").body()).isEqualTo("3");
    }

    @Test
    void groupsThatGrowForEverAreAnError() {
        Compilation compilation = Compilation.of(
                new RouterProcessor(),
                Source.of(PREAMBLE + "@HttpApp(controllers = Api.class) @Controller public final class Api { "
                        + "record P<T>(@Params P<List<T>> more) {} "
                        + "@Get String get(@Params P<String> p) { return \"\"; } }"));
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).text()).contains("[IL315] more: record P contains itself");
    }

    /** Javac reports that the class is private. A report that no application lists it would be wrong. */
    @Test
    void inaccessibleControllerIsNotCalledUnlisted() {
        Compilation compilation = Compilation.of(
                new RouterProcessor(),
                Source.of(PREAMBLE + "@HttpApp(controllers = Shop.Orders.class) public final class Api {}"),
                Source.of(PREAMBLE + "final class Shop { @Controller private static final class Orders { "
                        + "@Get String get() { return \"\"; } } }"));
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).text()).contains("private access");
    }

    @Test
    void attributesMayBeArraysOfTypesWithArguments() throws Exception {
        RunningApp app = compile(
                "@HttpApp(controllers = Api.class) @Controller public final class Api { "
                        + "record P(@Attribute Optional<Map<String, int[]>[]> maps) {} "
                        + "@Get String get(@Attribute List<String>[] s, @Attribute Class<?>[] types, "
                        + "@Attribute Out<String>.In[] inner, @Attribute Optional<Out<String>.In> one, "
                        + "@Attribute Out<String>.Pair<Long>[][] pairs, @Params P p) { return \"\"; } }",
                "class Out<X> { class In {} class Pair<Y> {} }");
        assertThat(app.routes()).hasSize(1);
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
    void jsonMayBeOfInnerClassesOfGenericOnes(String type) {
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
}
