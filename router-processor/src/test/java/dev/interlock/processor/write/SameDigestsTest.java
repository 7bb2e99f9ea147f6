package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.processor.write.StaleShop.API;
import static dev.interlock.processor.write.StaleShop.FAILURES;
import static dev.interlock.processor.write.StaleShop.NONE;
import static dev.interlock.processor.write.StaleShop.ORDERS_CHANGED;
import static dev.interlock.processor.write.StaleShop.RESOURCE;
import static dev.interlock.processor.write.StaleShop.USERS;
import static dev.interlock.processor.write.StaleShop.library;
import static dev.interlock.processor.write.StaleShop.replace;
import static dev.interlock.processor.write.StaleShop.staleness;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Ecj;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that a digest does not depend on the compiler, its options or its rounds. It also must not depend on whether a
 * class is read from its source or its class file.
 */
final class SameDigestsTest {
    private static final String PLAIN_ORDERS = """
            package shop;

            import dev.interlock.annotation.*;
            import org.jspecify.annotations.Nullable;

            @Controller("/orders")
            public final class Orders extends Resource {
              @Get
              String list(@Params Paging paging, @Query Sku sku, @Query State state, @Query Label label) { return "list"; }
            }
            """;

    private static final String[] PLAIN = {
        API,
        PLAIN_ORDERS,
        USERS,
        RESOURCE.replace("String version()", "String version(@Query int depth, @Query Sku sku)"),
        FAILURES,
        """
            package shop;

            import dev.interlock.annotation.*;
            import org.jspecify.annotations.Nullable;

            record Paging(@Query @Nullable String from, @Query @Nullable String to) {}
            """,
        """
            package shop;

            import org.jspecify.annotations.Nullable;

            public record Sku(@Nullable String text, int number) {
              @Override @SuppressWarnings("all") public String text() { return "" + text; }

              static Sku of(String given) { return new Sku(given, 1); }
            }
            """,
        """
            package shop;

            enum State {
              OPEN { @Override int days() { return 1; } },
              SHIPPED { @Override int days() { return 2; } };

              abstract int days();
            }
            """,
        """
            package shop;

            import org.jspecify.annotations.NonNull;

            sealed interface Label permits Label.Short {
              static Label parse(@NonNull String given) { return new Short(); }

              final class Short implements Label {}
            }
            """
    };

    private static Compilation.Builder withoutNames() {
        return Compilation.with(new RouterProcessor())
                .option("-Werror", "-g:none")
                .without("-parameters");
    }

    private static Compilation compileBy(Compilation.Builder builder, Compilation classFolder, String... sources) {
        Compilation compilation = builder.dependency(classFolder)
                .compile(Arrays.stream(sources).map(Source::of).toArray(Source[]::new));
        assertThat(compilation.complaints()).isEmpty();
        return classFolder.then(compilation);
    }

    /**
     * Compiles one controller again. The class files of the other classes lack parameter names. Before JDK 22, they
     * also lack type annotations.
     */
    @Test
    void recompiledControllerKeepsDigest() throws Exception {
        Compilation all = compileBy(withoutNames(), NONE, PLAIN);
        assertThat(staleness(all)).isEqualTo("null");
        Compilation changed = compileBy(withoutNames(), all, replace(PLAIN_ORDERS, "\"list\"", "\"lists\""));
        assertThat(staleness(changed)).isEqualTo("null");
        assertThat(RunningApp.load(changed)
                        .get("/orders?from=1&to=2&sku=3&state=OPEN&label=4")
                        .body())
                .isEqualTo("lists");
        assertThat(staleness(compileBy(withoutNames(), all, replace(PLAIN_ORDERS, "Label label", "Label mark"))))
                .isEqualTo(ORDERS_CHANGED);
    }

    @Test
    void compilersComputeSameDigests(@TempDir Path folder) throws Exception {
        Compilation all = compileBy(withoutNames(), NONE, PLAIN);
        Compilation byEcj = new Ecj(folder.resolve("all"), new RouterProcessor())
                .withoutNames()
                .compile(Arrays.stream(PLAIN).map(Source::of).toArray(Source[]::new));
        assertThat(byEcj.errors()).isEmpty();
        assertThat(byEcj.generated()).isEqualTo(all.generated());
        Compilation changed = new Ecj(folder.resolve("one"), new RouterProcessor())
                .withoutNames()
                // ECJ does not generate a class that is already on the class path, so the test removes it. Eclipse
                // deletes the class, too.
                .dependency(all.without("shop.Orders_Digest"))
                .compile(Source.of(replace(PLAIN_ORDERS, "\"list\"", "\"lists\"")));
        assertThat(changed.errors()).isEmpty();
        assertThat(staleness(all.then(changed))).isEqualTo("null");
    }

    /** A processor that generates a class in the second round. */
    @SupportedAnnotationTypes("*")
    private static final class Generator extends AbstractProcessor {
        private final String name;
        private final String text;
        private boolean done;

        Generator(String name, String text) {
            this.name = name;
            this.text = text;
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!done) {
                done = true;
                try (Writer out = processingEnv
                        .getFiler()
                        .createSourceFile("shop." + name)
                        .openWriter()) {
                    out.write("package shop;\n" + text + "\n");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void waitsForGeneratedType(boolean first) throws Exception {
        String controller = """
                package shop;

                import dev.interlock.annotation.*;

                @Controller("/totals")
                public final class Totals {
                  @Get("/{total}") String find(Total total) { return "found"; }
                }
                """;
        RouterProcessor router = new RouterProcessor();
        Generator generator =
                new Generator("Total", "public record Total(long cents) { public Total(String text) { this(1); } }");
        Compilation compilation = (first ? Compilation.with(generator, router) : Compilation.with(router, generator))
                .option("-Werror")
                .compile(
                        Source.of(controller),
                        Source.of(API.replace("Orders.class, Users.class", "Totals.class")
                                .replace(", errors = Failures.class", "")));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(staleness(compilation)).isEqualTo("null");
        // The digest is the same if the type is a source of the same compilation. So the digest does not depend on the
        // round.
        Compilation together = library(
                controller,
                "package shop;\npublic record Total(long cents) { public Total(String text) {" + " this(1); } }");
        assertThat(together.generated().get("shop.Totals_Digest"))
                .isEqualTo(compilation.generated().get("shop.Totals_Digest"));
    }

    private static final String SIZE = "public enum Size { SMALL; public static final String NAME = \"size\"; }";

    private static final String SIZED = """
            package shop;

            import com.fasterxml.jackson.databind.annotation.*;
            import dev.interlock.annotation.*;
            import java.util.*;

            @HttpApp(controllers = Sized.class)
            final class Api {}

            @Controller
            final class Sized {
              MEMBERS
            }
            """;

    /**
     * The digest must wait until the class has been generated. Otherwise, a later compilation would compute a different
     * digest.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Post String add(@Body Order order) { return \"\"; } "
                        + "@JsonSerialize(as = Size.class) static class Order { public String name; }",
                "@Get String list(@Query(Size.NAME) String size) { return size; }",
                "@Get String list(@Params Page page) { return page.size(); } record Page(@Query(Size.NAME) String size) {}",
                "@Get String list(@Params Page page) { return page.size(); } "
                        + "@JsonSerialize(as = Size.class) record Page(@Query String size) {}",
                "@Get String list(@Params Page page) { return page.size(); } "
                        + "@JsonPOJOBuilder(buildMethodName = Size.NAME) record Page(@Query String size) {}",
                "@Get String list(@Attribute(\"context\") Context context) { return \"\"; } record Context(Size size) {}",
                "@Get String list(@Attribute(\"context\") Context context) { return \"\"; } "
                        + "record Context(List<? extends Size[]> sizes) {}",
                "@Get String list(@Attribute(\"context\") Context context) { return \"\"; } record Context(ApiRouter router) {}",
                "@Get String list(@Attribute(\"context\") Context context) { return \"\"; } "
                        + "record Context(Optional<shop.ApiRouter> router) {}"
            })
    void generatedClassesDoNotChangeDigest(String members) throws Exception {
        String[] types = SIZED.replace("MEMBERS", members).split("(?=@HttpApp|@Controller)", -1);
        Source api = Source.of(types[0] + types[1]);
        Source controller = Source.of(types[0] + types[2]);
        Compilation all = Compilation.with(new RouterProcessor(), new Generator("Size", SIZE))
                .option("-Werror")
                .compile(api, controller);
        assertThat(all.complaints()).isEmpty();
        Compilation alone =
                Compilation.with(new RouterProcessor()).dependency(all).compile(controller);
        assertThat(alone.complaints()).isEmpty();
        assertThat(alone.generated().get("shop.Sized_Digest"))
                .isEqualTo(all.generated().get("shop.Sized_Digest"));
        assertThat(all.generated().get("shop.ApiRouterSources")).contains("Sized_Digest.is(");
        assertThat(staleness(all.then(alone))).isEqualTo("null");
    }
}
