package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests valid Java names that cause difficulties: generated code must change some of them, and itself uses others. */
final class OddNamesTest {
    @Test
    void acceptsEveryJavaName() throws Exception {
        RunningApp app = RunningApp.withJson("""
                package shop;

                import dev.interlock.annotation.*;
                import io.avaje.jsonb.Json;
                import jakarta.validation.Valid;
                import jakarta.validation.constraints.*;
                import java.util.*;

                @HttpApp(controllers = {Api._2fa.class, Api.$.class, Api.Größe.class, Api.Yield.class})
                public final class Api {
                  enum _3d { X, Y }
                  record $Id(String text) { static $Id of(String text) { return new $Id(text); } }
                  record 日本(@Pattern(regexp = "a+") String _2fa, @Pattern(regexp = "b") String größe,
                      @Pattern(regexp = "c") String $, @Max(3) int __) {
                    static 日本 of(String text) { return new 日本(text, "b", "c", 3); }
                  }
                  @Json record _2(@Pattern(regexp = "a") String _2fa, @Max(3) int __) {}
                  @Json record If(@Max(3) int value) {}
                  @Json record Yield2(@Max(3) int yield) {}
                  record Page(@Query @Max(9) int _4, @Query @Max(9) int record) {}

                  @Controller("/_2fa")
                  static final class _2fa {
                    @Get String get(@Query @Max(9) int _2FA, @Query @Max(9) int __, @Query @Max(9) int $,
                        @Query @Max(9) int IF, @Query _3d 大, @Query $Id $$, @Params Page page) {
                      return "" + _2FA + __ + $ + IF + 大 + $$.text() + page._4 + page.record;
                    }
                    @Get("/日本") String find(@Query @Valid 日本 日本) { return 日本._2fa; }
                    @Post _2 add(@Body _2 body) { return body; }
                    @Post("/if") If addIf(@Body If body) { return body; }
                    @Post("/yield") Yield2 addYield(@Body Yield2 body) { return body; }
                  }

                  @Controller("/$")
                  static final class $ {
                    @Route(method = "!", path = "/$") String odd() { return "odd"; }
                    @Route(method = "2A", path = "") String $() { return "2A"; }
                    @Get("/größe/{größe}") String find(int größe) { return "g" + größe; }
                  }

                  @Controller("/g")
                  static final class Größe { @Get String größe() { return "größe"; } }

                  @Controller("/yield")
                  static final class Yield { @Get("/{yield}") String yield(int yield) { return "y"; } }
                }
                """);
        assertThat(app.get("/_2fa?_2FA=1&__=2&$=3&IF=4&%E5%A4%A7=X&$$=a&_4=5&record=6")
                        .body())
                .isEqualTo("1234Xa56");
        assertThat(app.get("/_2fa?_2FA=10&__=10&$=3&IF=4&%E5%A4%A7=X&$$=a&_4=5&record=6")
                        .status())
                .isEqualTo(400);
        String json = "content-type: application/json";
        String body = "{\"_2fa\":\"a\",\"__\":3}";
        assertThat(app.send("POST", "/_2fa", body, json).body()).isEqualTo(body);
        assertThat(app.send("POST", "/_2fa/if", "{\"value\":4}", json).status()).isEqualTo(422);
        assertThat(app.send("POST", "/_2fa/yield", "{\"yield\":4}", json).status())
                .isEqualTo(422);
        assertThat(app.get("/_2fa/%E6%97%A5%E6%9C%AC?%E6%97%A5%E6%9C%AC=aa").body())
                .isEqualTo("aa");
        assertThat(app.get("/_2fa/%E6%97%A5%E6%9C%AC?%E6%97%A5%E6%9C%AC=b").body())
                .contains("must match a+");
        assertThat(app.send("!", "/$/$", "").body()).isEqualTo("odd");
        assertThat(app.send("2A", "/$", "").body()).isEqualTo("2A");
        assertThat(app.get("/$/gr%C3%B6%C3%9Fe/5").body()).isEqualTo("g5");
        assertThat(app.get("/g").body()).isEqualTo("größe");
        assertThat(app.get("/yield/1").body()).isEqualTo("y");
    }

    /** The class has the same name as a parameter, variable or method in generated code. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Route",
                "Request",
                "Response",
                "Thrown",
                "On",
                "OnApplication",
                "OnController",
                "Query",
                "Headers",
                "Cookies",
                "Form",
                "Parts",
                "PartTexts",
                "Path",
                "Bytes",
                "From",
                "To",
                "Method",
                "Part0",
                "Json",
                "Jsonb",
                "JsonbCodecs",
                "Error",
                "Found",
                "Before",
                "Result",
                "Answer",
                "Value",
                "Default"
            })
    void acceptsClassNamedAsGeneratedCode(String name) {
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .compile(
                        Source.of("""
                                package shop;

                                import dev.interlock.annotation.*;

                                @HttpApp(
                                    controllers = {shop.c.%1$s.class, Others.class},
                                    filters = shop.f.%1$s.class,
                                    errors = shop.e.%1$s.class)
                                public final class Api {}
                                """.formatted(name)),
                        Source.of("""
                                package shop.c;

                                import dev.interlock.annotation.*;
                                import java.util.*;
                                import java.util.concurrent.CompletionStage;
                                import jakarta.validation.constraints.*;

                                @Controller("/a")
                                public final class %1$s {
                                  @Post("/{id}")
                                  public String a(
                                      @Max(9) int id, @dev.interlock.annotation.Query int b, @Header int c,
                                      @Cookie int d, @dev.interlock.annotation.Form int e) {
                                    return "";
                                  }
                                  @Post("/p") public String p(@Part int a, @Part dev.interlock.http.BodyPart b) { return ""; }
                                  @Get public List<Integer> list() { return List.of(); }
                                  @Get("/later") public CompletionStage<Optional<String>> later() { return null; }
                                  @OnError public String failed(IllegalStateException e) { return ""; }
                                }
                                """.formatted(name)),
                        Source.of("""
                                package shop.f;

                                public final class %1$s implements dev.interlock.http.Filter {}
                                """.formatted(name)),
                        Source.of("""
                                package shop.e;

                                import dev.interlock.annotation.*;

                                public final class %1$s {
                                  @OnError public String failed(IllegalArgumentException e) { return ""; }
                                }
                                """.formatted(name)),
                        Source.of("""
                                package shop;

                                import dev.interlock.annotation.*;

                                @Controller("/o")
                                public final class Others { @Get String get() { return ""; } }
                                """));
        assertThat(compilation.complaints()).isEmpty();
    }

    /**
     * The package has a class with the same name as a class of the JDK. Generated code must refer to the class of the
     * JDK.
     */
    @ParameterizedTest
    @ValueSource(strings = {"Override", "SuppressWarnings", "Integer", "Character", "Throwable", "Exception", "Object"})
    void acceptsClassNamedAsJavaLang(String name) {
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .compile(
                        Source.of("package shop; public record %s(String text) {}".formatted(name)),
                        Source.of("""
                        package shop;

                        import dev.interlock.annotation.*;
                        import jakarta.validation.constraints.*;

                        @HttpApp(controllers = Api.class)
                        @Controller
                        public final class Api {
                          @Get String get(@Query char letter, @Query @Max(3) java.lang.Integer size) { return ""; }
                          @Deprecated @Post %s post(@Body %1$s body) { return body; }
                          @OnError String failed(IllegalStateException e) { return ""; }
                        }
                        """.formatted(name)));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.routers()).contains("shop.ApiRouter");
    }
}
