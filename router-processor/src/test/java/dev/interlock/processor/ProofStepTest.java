package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Source;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the processor option that requests a proof of the tables, and the report of the proof. */
final class ProofStepTest {
    private static final String REPORT = "shop/ApiRouter.routes.proof";

    private static final Source[] SHOP = {Source.of("""
                package shop;

                import dev.interlock.annotation.*;

                @HttpApp(controllers = Orders.class)
                public final class Api {}
                """), Source.of("""
                package shop;

                import dev.interlock.annotation.*;

                @Controller("/orders")
                public final class Orders {
                  @Get String list() { return ""; }
                  @Get("/new") String draft() { return ""; }
                  @Get("/{id:[0-9]+}") String find(long id) { return ""; }
                  @Get("/{name:[a-m]+}") String named(String name) { return ""; }
                  @Post void add(@Body String text) {}
                }
                """)};

    private static Compilation compile(String... options) {
        return Compilation.with(new RouterProcessor())
                .without("-Ainterlock.verify")
                .option(options)
                .option("-Werror")
                .compile(SHOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Ainterlock.verify", "-Ainterlock.verify=true"})
    void writesReportBesideRouter(String option) {
        Compilation compilation = compile(option);
        assertThat(compilation.complaints()).isEmpty();
        assertThat(new String(Objects.requireNonNull(compilation.resources().get(REPORT)), UTF_8))
                .isEqualTo("""
                        The dispatch tables of shop.Api are equal to its routes.

                        routes     5
                          GET 4
                          POST 1
                        tables     classes 4, rows 5, nodes 5, lists 1
                        states     94
                        automata   2
                          [0-9]+  states 2, pairs of states 3
                          [a-m]+  states 2, pairs of states 3
                        pairs      1
                          GET /orders/{id:[0-9]+} | GET /orders/{name:[a-m]+}
                            disjoint: no text of segment 2 is both a text of [0-9]+ and a text of [a-m]+
                        """);
    }

    @Test
    void writesNoReportByDefault() {
        assertThat(compile().resources()).doesNotContainKey(REPORT);
        assertThat(compile("-Ainterlock.verify=false").resources()).doesNotContainKey(REPORT);
    }

    @Test
    void writesNoReportOfWrongTables() {
        Compilation compilation = Compilation.with(PlantedError.processor()).compile(SHOP);
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).file()).isEqualTo("Api.java");
        assertThat(compilation.errors().get(0).line()).isEqualTo(6);
        assertThat(compilation.errors().get(0).text())
                .contains("GET /orders leads to no route, but the routes say GET /orders\n");
        assertThat(compilation.resources()).doesNotContainKey(REPORT);
    }

    /** The second router cannot be written. Therefore it has no tables to prove. */
    @Test
    void skipsUnwrittenRouter() {
        Compilation compilation =
                Compilation.with(new RouterProcessor()).compile(SHOP[1], Source.of("""
                package shop;

                import dev.interlock.annotation.*;

                final class Outer {
                  @HttpApp(controllers = Orders.class)
                  static final class Api {}
                }
                """), Source.of("""
                package shop;

                import dev.interlock.annotation.*;

                @HttpApp(controllers = Orders.class)
                final class Outer_Api {}
                """));
        assertThat(compilation.errors()).isNotEmpty();
        compilation.errors().forEach(error -> assertThat(error.text()).startsWith("[IL110]"));
    }

    @Test
    void readsTablesOfLargeApplication() {
        StringBuilder handlers = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            handlers.append("@Get(\"/m%1$d/{id}\") String m%1$d(long id) { return \"\"; }\n".formatted(i));
        }
        Compilation compilation = Compilation.with(new RouterProcessor()).compile(Source.of("""
                package shop;

                import dev.interlock.annotation.*;

                @HttpApp(controllers = Api.class)
                @Controller
                public final class Api {
                %s
                }
                """.formatted(handlers)));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.generated()).containsKey("shop.ApiRouterTables");
        assertThat(compilation.resources()).containsKey(REPORT);
    }
}
