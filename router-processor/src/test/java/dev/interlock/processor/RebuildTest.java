package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.Ecj;
import dev.interlock.processor.testing.IncrementalBuild;
import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.Recorder;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rebuilds an application after a change, as Gradle and IDEs do: the compiler gets some of the sources, and finds the
 * other classes on the class path. {@link MavenRebuildTest} covers Maven.
 */
final class RebuildTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.*;

            @HttpApp(controllers = {Orders.class, Users.class}, errors = Failures.class)
            public final class Api {}
            """;

    private static final String[] SOURCES = {API, """
            package shop;

            import dev.interlock.annotation.*;
            import java.util.List;

            @Controller("/orders")
            public final class Orders extends Resource {
              @Get("/{id}") String find(long id) { return "order " + id; }

              @Get String list(@Params Paging paging) { return paging.toString(); }

              @Get("/skus") String skus(@Query List<Sku> sku) { return sku.toString(); }

              @Get("/named") String named(@Word @Query String name) { return name; }

              record Lines(@Query int from) {}

              @Get("/lines") String lines(@Params Lines lines) { return lines.toString(); }
            }
            """, """
            package shop;

            import dev.interlock.annotation.*;

            abstract class Resource {
              @Get("/version") String version() { return "1"; }
            }
            """, """
            package shop;

            import dev.interlock.annotation.*;

            record Paging(@Query @Default("0") int from) {}
            """, """
            package shop;

            record Sku(String text) {}
            """, """
            package shop;

            import jakarta.validation.*;
            import jakarta.validation.constraints.*;
            import java.lang.annotation.*;

            @Constraint(validatedBy = {})
            @Retention(RetentionPolicy.RUNTIME)
            @Pattern(regexp = "[A-Z]+")
            @interface Word {
              String message() default "is no word";
              Class<?>[] groups() default {};
              Class<? extends Payload>[] payload() default {};
            }
            """, """
            package shop;

            import dev.interlock.annotation.*;

            public final class Failures {
              @OnError @Status(409) String conflict(IllegalStateException e) { return "failed"; }
            }
            """, """
            package shop;

            import dev.interlock.annotation.*;

            @Controller("/users")
            public final class Users {
              @Get String list() { return "users"; }
            }
            """};

    private static String source(String name) {
        return Arrays.stream(SOURCES)
                .filter(it -> Source.of(it).name().equals(name + ".java"))
                .findFirst()
                .orElseThrow();
    }

    private static String replace(String text, String old, String changed) {
        assertThat(text).contains(old);
        return text.replace(old, changed);
    }

    private static final Compilation NONE = new Compilation(List.of(), Map.of(), Map.of(), Map.of());

    private static String staleness(Compilation classes) throws ReflectiveOperationException {
        return String.valueOf(RunningApp.load(classes).router().staleness());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Orders | /{id} | /by-id/{id} | /orders/by-id/7 | 200 order 7",
                "Orders | \"order \" | \"the order \" | /orders/7 | 200 the order 7",
                "Orders | Lines(@Query int from) | Lines(@Query int to) | /orders/lines?to=3 | 200 Lines[to=3]",
                "Resource | /version | /revision | /orders/revision | 200 1",
                "Paging | int from | int to | /orders?to=3 | 200 Paging[to=3]",
                "Sku | (String text) {} | (String text) { static Sku valueOf(String t) { return new Sku(t + t); } }"
                        + " | /orders/skus?sku=a | 200 [Sku[text=aa]]",
                "Word | [A-Z]+ | [a-z]+ | /orders/named?name=a | 200 a"
            })
    void gradleRebuildsRouter(String type, String old, String changed, String request, String response)
            throws Exception {
        IncrementalBuild build = IncrementalBuild.of(NONE, SOURCES);
        assertThat(response(build, request)).isNotEqualTo(response);
        build.change(replace(source(type), old, changed));
        assertThat(build.compiled()).containsAtLeast("shop." + type, "shop.Api");
        assertWithMessage("an isolating processor").that(build.compiled()).doesNotContain("shop.Users");
        assertThat(staleness(build.classes())).isEqualTo("null");
        assertThat(response(build, request)).isEqualTo(response);
    }

    @Test
    void gradleRebuildsRouterForErrors() throws Exception {
        IncrementalBuild build = IncrementalBuild.of(NONE, SOURCES);
        build.change(replace(source("Failures"), "409", "410"));
        assertThat(build.compiled()).containsExactly("shop.Failures", "shop.Api");
        assertThat(staleness(build.classes())).isEqualTo("null");
        assertThat(build.classes().generated().get("shop.ApiRouter")).contains("410");
    }

    private static String response(IncrementalBuild build, String request) throws Exception {
        ReceivedResponse result = RunningApp.load(build.classes()).get(request);
        return result.status() + " " + result.body();
    }

    private static final String HEALTH = """
            package library;

            import dev.interlock.annotation.*;

            @Controller("/health")
            public final class Health {
              @Get public String report(@Params Depth depth) { return depth.toString(); }
            }
            """;

    private static final String DEPTH = """
            package library;

            import dev.interlock.annotation.*;

            public record Depth(@Query int depth) {}
            """;

    /** The application uses classes of the library that did not change. But these classes use a class that changed. */
    @Test
    void gradleRebuildsRouterForLibrary() throws Exception {
        Compilation library = IncrementalBuild.of(NONE, HEALTH, DEPTH).classes();
        String api = replace(
                replace(API, "Orders.class, Users.class", "library.Health.class"), ", errors = Failures.class", "");
        IncrementalBuild build = IncrementalBuild.of(library, api);
        build.replace(IncrementalBuild.of(NONE, HEALTH, replace(DEPTH, "int depth", "int levels"))
                .classes());
        assertThat(build.compiled()).containsExactly("shop.Api");
        assertThat(staleness(build.classes())).isEqualTo("null");
        assertThat(RunningApp.load(build.classes()).get("/health?levels=3").body())
                .isEqualTo("Depth[levels=3]");
    }

    /**
     * Eclipse first compiles the changed source with the old classes. Then it compiles the sources that use the changed
     * class.
     */
    @Test
    void eclipseRebuildsRouter(@TempDir Path folder) throws Exception {
        Compilation all = compile(folder.resolve("all"), NONE, SOURCES);
        assertThat(staleness(all)).isEqualTo("null");
        // Eclipse deletes the generated classes that originate from the changed source.
        Compilation changed = compile(
                folder.resolve("first"),
                all.without("shop.Orders_Digest").without("shop.Orders_Lines_Digest"),
                replace(source("Orders"), "/{id}", "/by-id/{id}"));
        assertThat(staleness(changed)).startsWith("shop.Orders changed after shop.ApiRouter was compiled.");
        Compilation without = changed;
        for (String type : changed.classes().keySet()) {
            without = type.startsWith("shop.ApiRouter") ? without.without(type) : without;
        }
        Compilation rebuilt = compile(folder.resolve("second"), without, API);
        assertThat(staleness(rebuilt)).isEqualTo("null");
        assertThat(RunningApp.load(rebuilt).get("/orders/by-id/7").body()).isEqualTo("order 7");
    }

    private static Compilation compile(Path folder, Compilation classFolder, String... sources) throws IOException {
        Compilation compilation = new Ecj(folder, new RouterProcessor())
                .dependency(classFolder)
                .compile(Arrays.stream(sources).map(Source::of).toArray(Source[]::new));
        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.warnings()).isEmpty();
        return classFolder.then(compilation);
    }

    /**
     * If a generated file had several originating elements, Gradle would compile everything again, because the
     * processor is isolating.
     */
    @Test
    void routerFilesHaveOneOriginatingElement() {
        Recorder recorder = new Recorder(new RouterProcessor());
        Compilation compilation = Compilation.with(recorder)
                .compile(Arrays.stream(SOURCES).map(Source::of).toArray(Source[]::new));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(recorder.origins().keySet())
                .containsAtLeastElementsIn(compilation.generated().keySet());
        assertThat(recorder.origins()).containsKey("shop/ApiRouter.routes.proof");
        recorder.origins().forEach((file, origins) -> {
            String type = file.replace("Orders_Lines", "Orders.Lines").replace("_Digest", "");
            assertWithMessage(file).that(origins).containsExactly(file.endsWith("_Digest") ? type : "shop.Api");
        });
    }

    @Test
    void protobufFilesHaveOneOriginatingElement() {
        Recorder recorder = new Recorder(new ProtoProcessor());
        Compilation compilation =
                Compilation.with(recorder).descriptors(Descriptors.shop()).compile(Source.of("""
                        package shop;

                        import dev.interlock.annotation.*;

                        @ProtoView("shop.NewOrder")
                        public interface Order {
                          long userId();
                        }
                        """));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(recorder.origins().keySet())
                .isEqualTo(compilation.generated().keySet());
        recorder.origins()
                .forEach(
                        (file, origins) -> assertWithMessage(file).that(origins).containsExactly("shop.Order"));
    }
}
