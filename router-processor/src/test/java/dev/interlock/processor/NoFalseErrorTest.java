package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

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
}
