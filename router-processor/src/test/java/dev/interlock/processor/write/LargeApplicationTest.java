package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.ClassFile;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests applications whose generated code does not fit in one class. */
@Tag("heavy")
final class LargeApplicationTest {
    /** Maximum method size that HotSpot compiles, in bytes (HugeMethodLimit). */
    private static final int HUGE_METHOD = 8_000;

    private static final String LIGHT = """
              @Get("/{id}/m%1$d") String m%1$d(long id) { return "%1$d " + id; }
            """;

    private static final String HEAVY = """
              @Post("/{a}/m%1$d/{b}") @dev.interlock.annotation.Status(201)
              String m%1$d(String a, int b, @Query Size c, @Query Optional<Size> d, @Query @Default("1") int e,
                  @Query Name f, @Header String g, @Header List<Name> h, @Cookie @Default("x") String i, @Form long j,
                  @Form @Default("RED") Color k, @Form String l, @Form String m, @Form String n) {
                return "%1$d " + a;
              }
            """;

    private static Source controller(int number, int handlers, String handler) {
        String methods =
                IntStream.range(0, handlers).mapToObj(handler::formatted).collect(Collectors.joining());
        return Source.of("""
                package shop;

                import dev.interlock.annotation.*;
                import java.util.*;

                @Controller("/c%1$d")
                public final class C%1$d {
                  enum Size { S, M }
                  enum Color { RED }
                  record Name(String text) {}
                """.formatted(number) + methods + "}\n");
    }

    private static Compilation compile(int controllers, int handlers, String handler) throws IOException {
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < controllers; i++) {
            sources.add(controller(i, handlers, handler));
        }
        String listed = IntStream.range(0, controllers)
                .mapToObj(i -> "C" + i + ".class")
                .collect(Collectors.joining(", "));
        sources.add(Source.of("package shop;\nimport dev.interlock.annotation.*;\n@HttpApp(controllers = {" + listed
                + "}) public final class Api {}\n"));
        Compilation compilation =
                Compilation.with(new RouterProcessor()).option("-Werror").compile(sources.toArray(Source[]::new));
        assertThat(compilation.complaints()).isEmpty();
        assertNoHugeMethod(compilation);
        return compilation;
    }

    private static void assertNoHugeMethod(Compilation compilation) throws IOException {
        for (Map.Entry<String, byte[]> type : compilation.classes().entrySet()) {
            for (Map.Entry<String, Integer> method :
                    ClassFile.codeLengths(type.getValue()).entrySet()) {
                assertWithMessage("%s.%s", type.getKey(), method.getKey())
                        .that(method.getValue())
                        .isAtMost(HUGE_METHOD);
            }
        }
    }

    private static long parts(Compilation compilation) {
        return compilation.generated().keySet().stream()
                .filter(name -> name.matches("shop\\.ApiRouterPart\\d+"))
                .count();
    }

    @Test
    void acceptsTenThousandRoutes() throws Exception {
        Compilation compilation = compile(100, 100, LIGHT);
        assertThat(parts(compilation)).isEqualTo((10_000 + 127) / 128);
        RunningApp app = RunningApp.load(compilation);
        assertThat(app.routes()).hasSize(10_000);
        assertThat(app.get("/c0/5/m0").body()).isEqualTo("0 5");
        assertThat(app.get("/c42/6/m99").body()).isEqualTo("99 6");
        assertThat(app.get("/c99/7/m50").body()).isEqualTo("50 7");
        assertThat(app.get("/c42/x/m99").status()).isEqualTo(400);
        for (int i = 0; i < app.routes().size(); i++) {
            assertThat(app.routes().get(i).number()).isEqualTo(i);
        }
    }

    @Test
    void splitsRoutesWithManyParameters() throws Exception {
        Compilation compilation = compile(4, 64, HEAVY);
        assertThat(parts(compilation)).isGreaterThan(2);
        RunningApp app = RunningApp.load(compilation);
        assertThat(app.send(
                                "POST",
                                "/c3/x/m63/1?c=S&f=a",
                                "j=1&l=a&m=b&n=c",
                                "g: g",
                                "content-type: application/x-www-form-urlencoded")
                        .body())
                .isEqualTo("63 x");
    }

    @Test
    void keepsRoutesWithAffixesInOneClass() throws Exception {
        Compilation compilation = compile(1, 128, """
                  @Get("/m%1$d/v{id}.json") String m%1$d(long id) { return "%1$d " + id; }
                """);
        assertThat(compilation.generated().keySet())
                .containsExactly("shop.ApiRouter", "shop.ApiRouterSources", "shop.C0_Digest");
        assertThat(RunningApp.load(compilation).get("/c0/m127/v5.json").body()).isEqualTo("127 5");
    }

    @Test
    void countsExecutionSettings() throws Exception {
        Compilation compilation = compile(1, 128, """
                  @Post("/{id}/m%1$d") @MaxBody(70000) @dev.interlock.annotation.Status(201) @Essential
                  java.util.concurrent.CompletionStage<String> m%1$d(
                      long id, @Body java.util.concurrent.Flow.Publisher<io.netty.buffer.ByteBuf> body) {
                    return java.util.concurrent.CompletableFuture.completedFuture("%1$d");
                  }
                """);
        assertThat(parts(compilation)).isEqualTo(2);
        assertThat(RunningApp.load(compilation).send("POST", "/c0/5/m127", "").body())
                .isEqualTo("127");
    }

    @Test
    void acceptsManyJsonTypes() throws Exception {
        int types = 300;
        String properties = IntStream.range(0, 20).mapToObj(i -> "int p" + i).collect(Collectors.joining(", "));
        String records = IntStream.range(0, types)
                .mapToObj(i -> """
                          @Json record R%1$d(%2$s) {}
                          @Post("/r%1$d") R%1$d r%1$d(@Body R%1$d body) { return body; }
                          @Post("/l%1$d") Map<String, List<R%1$d>> l%1$d(@Body Map<String, List<R%1$d>> body) { return body; }
                        """.formatted(i, properties))
                .collect(Collectors.joining());
        Compilation compilation = RunningApp.compileWithJson("""
                package shop;

                import dev.interlock.annotation.*;
                import io.avaje.jsonb.Json;
                import java.util.*;

                @HttpApp(controllers = Api.class)
                @Controller
                public final class Api {
                %s
                }
                """.formatted(records));
        assertNoHugeMethod(compilation);
        RunningApp app = RunningApp.load(compilation);
        String body =
                IntStream.range(0, 20).mapToObj(i -> "\"p" + i + "\":1").collect(Collectors.joining(",", "{", "}"));
        for (int i : List.of(0, types - 1)) {
            assertThat(app.send("POST", "/r" + i, body, "content-type: application/json")
                            .body())
                    .isEqualTo(body);
        }
    }

    /** The type has few properties, but each property has many checks. */
    @Test
    void acceptsManyConstraintsOfProperty() throws Exception {
        String patterns = IntStream.range(0, 10)
                .mapToObj("@Pattern(regexp = \"[a-z@]{1,1%d}\") "::formatted)
                .collect(Collectors.joining());
        String members = IntStream.range(0, 40)
                .mapToObj(i -> patterns + "@NotNull @NotBlank @Email @Size(max = 9) String p" + i)
                .collect(Collectors.joining(", "));
        Compilation compilation =
                Compilation.with(new RouterProcessor()).option("-Werror").compile(Source.of("""
                        package shop;

                        import dev.interlock.annotation.*;
                        import jakarta.validation.constraints.*;

                        @HttpApp(controllers = Api.class)
                        @Controller
                        public final class Api {
                          record Heavy(%s) {}
                          @Post("/heavy") String heavy(@Body Heavy body) { return "ok"; }
                        }
                        """.formatted(members)));
        assertThat(compilation.complaints()).isEmpty();
        assertNoHugeMethod(compilation);
        String body = IntStream.range(0, 40)
                .mapToObj(i -> "\"p" + i + "\":\"" + (i == 39 ? "A" : "a@b") + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        assertThat(RunningApp.load(compilation)
                        .send("POST", "/heavy", body, "content-type: application/json")
                        .body())
                .contains("\"/p39\"");
    }

    @Test
    void acceptsManyConstraints() throws Exception {
        String members = IntStream.range(0, 250)
                .mapToObj(i -> "@NotNull @Size(min = 1, max = %1$d) @Pattern(regexp = \"[a-z]{1,%1$d}\") String p%1$d"
                        .formatted(i + 1))
                .collect(Collectors.joining(", "));
        String handlers =
                IntStream.range(0, 300).mapToObj(i -> """
                          record D%1$d(@DecimalMin("%1$d.5") java.math.BigDecimal d) {}
                          @Post("/%1$d") void d%1$d(@Body D%1$d body) {}
                        """.formatted(i)).collect(Collectors.joining());
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .compile(Source.of("""
                        package shop;

                        import dev.interlock.annotation.*;
                        import jakarta.validation.constraints.*;

                        @HttpApp(controllers = Api.class)
                        @Controller
                        public final class Api {
                          record Wide(%s) {}
                          @Post("/wide") String wide(@Body Wide body) { return "ok"; }
                        %s
                        }
                        """.formatted(members, handlers)));
        assertThat(compilation.complaints()).isEmpty();
        assertNoHugeMethod(compilation);
        assertThat(compilation.generated()).containsKey("shop.ApiRouterChecks2");
        RunningApp app = RunningApp.load(compilation);
        String json = "content-type: application/json";
        String body = IntStream.rangeClosed(1, 250)
                .mapToObj(i -> "\"p" + i + "\":\"" + (i == 249 ? "" : "a") + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        assertThat(app.send("POST", "/wide", body, json).body()).contains("\"/p249\"");
        assertThat(app.send("POST", "/299", "{\"d\":299.4}", json).status()).isEqualTo(422);
    }

    @Test
    void keepsFewRoutesInOneClass() throws Exception {
        assertThat(compile(1, 100, LIGHT).generated().keySet())
                .containsExactly("shop.ApiRouter", "shop.ApiRouterSources", "shop.C0_Digest");
    }

    /** There is one digest for each controller and for each record. */
    @Test
    void splitsMoreThan200Digests() throws Exception {
        Compilation compilation = compile(51, 1, """
                  record Page(@Query int number) {}
                  record Range(@Query int first) {}
                  record Order(@Query @Default("id") String by) {}
                  @Get("/m%1$d") String m%1$d(@Params Page page, @Params Range range, @Params Order order) { return ""; }
                """);
        assertThat(compilation.generated().keySet()).contains("shop.ApiRouterSources2");
        assertThat(RunningApp.load(compilation).router().staleness()).isNull();
        assertThat(RunningApp.load(compilation.without("shop.C50_Range_Digest"))
                        .router()
                        .staleness())
                .startsWith("The digest of shop.C50.Range, which shop.ApiRouter was compiled with, is missing.");
    }
}
