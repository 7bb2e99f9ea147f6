package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Ecj;
import dev.interlock.processor.testing.OnDisk;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiles with {@code --release}, with javac and ECJ, and proves the tables. */
final class ReleasesTest {
    private static final int MAJOR_VERSION = 7;
    private static final int JAVA_1 = 44;

    private static final Source[] SOURCES = {Source.of("""
            package shop;

            import dev.interlock.annotation.*;

            @HttpApp(controllers = Orders.class)
            public final class Api {}
            """), Source.of("""
            package shop;

            import dev.interlock.annotation.*;

            @Controller("/orders")
            public final class Orders {
              @Get String list() { return "all"; }
              @Get("/{id:[0-9]+}") String find(long id, @Query @Default("1") int page) { return "order " + id; }
              @Get("/{name}") String named(String name) { return name; }
            }
            """)};

    @TempDir
    private Path folder;

    private Compilation javac(int release) throws IOException {
        return new OnDisk(ToolProvider.getSystemJavaCompiler(), folder.resolve("javac"), List.of(new RouterProcessor()))
                .option(List.of("--release", Integer.toString(release), "-Ainterlock.verify"))
                .option(List.of("-Xlint:all,-processing", "-Werror"))
                .compile(SOURCES);
    }

    private Compilation ecj(int release) throws IOException {
        return new Ecj(folder.resolve("ecj"), new RouterProcessor())
                .release(release)
                .option("-Ainterlock.verify")
                .compile(SOURCES);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 21, 25})
    void javacCompilesFor(int release) throws Exception {
        assertWorks(release, javac(checked(release)));
    }

    /** This test omits Java 25, because ECJ 3.43 does not support it. */
    @ParameterizedTest
    @ValueSource(ints = {17, 21})
    void ecjCompilesFor(int release) throws Exception {
        assertWorks(release, ecj(checked(release)));
    }

    private static int checked(int release) {
        assumeTrue(Runtime.version().feature() >= release, "this JDK does not know the release");
        return release;
    }

    private static void assertWorks(int release, Compilation compilation) throws Exception {
        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.warnings()).isEmpty();
        assertThat(requireNonNull(compilation.classes().get("shop.ApiRouter"))[MAJOR_VERSION])
                .isEqualTo(JAVA_1 + release);
        assertThat(compilation.resources()).containsKey("shop/ApiRouter.routes.proof");
        RunningApp app = RunningApp.load(compilation);
        assertThat(app.get("/orders/7").body()).isEqualTo("order 7");
        assertThat(app.get("/orders/x").body()).isEqualTo("x");
    }

    @Test
    void compilersGiveSameProof() throws IOException {
        byte[] report = ecj(17).resources().get("shop/ApiRouter.routes.proof");
        assertThat(report).isEqualTo(javac(17).resources().get("shop/ApiRouter.routes.proof"));
    }

    /**
     * With ECJ, the processor also reads the tables from the generated router. It must report that they differ from the
     * routes.
     */
    @Test
    void ecjReportsDifferenceOfTables() throws IOException {
        Compilation compilation = new Ecj(folder, PlantedError.processor())
                .option("-Ainterlock.verify")
                .compile(SOURCES);
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).file()).endsWith("Api.java");
        assertThat(compilation.errors().get(0).line()).isEqualTo(6);
        assertThat(compilation.errors().get(0).text()).startsWith("[IL981]");
        assertThat(compilation.resources()).isEmpty();
    }

    @Test
    void rejectsOlderRelease() throws IOException {
        for (Compilation compilation : List.of(javac(11), ecj(11))) {
            assertThat(compilation.errors()).hasSize(1);
            assertThat(compilation.errors().get(0).file()).endsWith("Api.java");
            assertThat(compilation.errors().get(0).line()).isEqualTo(6);
            assertThat(compilation.errors().get(0).text().lines().map(String::strip))
                    .containsExactly(
                            "[IL115] the code generated for Api needs Java 17, but the sources are compiled as Java 11",
                            "tip: compile with --release 17 or later")
                    .inOrder();
        }
    }
}
