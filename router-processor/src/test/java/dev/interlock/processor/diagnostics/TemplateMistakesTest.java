package dev.interlock.processor.diagnostics;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.http.Router;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.net.URLEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests templates and names that look correct but are wrong, or the other way round. */
class TemplateMistakesTest {
    private static final String API = "package shop; @dev.interlock.annotation.HttpApp(controllers = Orders.class)"
            + " public final class Api {}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00A0 | U+00A0 (NO-BREAK SPACE)",
                "00AD | U+00AD (SOFT HYPHEN)",
                "200B | U+200B (ZERO WIDTH SPACE)",
                "202E | U+202E (RIGHT-TO-LEFT OVERRIDE)",
                "FEFF | U+FEFF (ZERO WIDTH NO-BREAK SPACE)",
                "2028 | U+2028 (LINE SEPARATOR)",
                "2029 | U+2029 (PARAGRAPH SEPARATOR)",
                "0085 | U+0085 (NEXT LINE (NEL))",
                "3000 | U+3000 (IDEOGRAPHIC SPACE)",
                "3164 | U+3164 (HANGUL FILLER)",
                "115F | U+115F (HANGUL CHOSEONG FILLER)",
                "1160 | U+1160 (HANGUL JUNGSEONG FILLER)",
                "FFA0 | U+FFA0 (HALFWIDTH HANGUL FILLER)",
                "17B4 | U+17B4 (KHMER VOWEL INHERENT AQ)",
                "2800 | U+2800 (BRAILLE PATTERN BLANK)"
            })
    void namesInvisibleCharacters(String code, String name) {
        String invisible = "\\u" + code.strip();
        assertThat(complaint("@Get(\"/a" + invisible + "b\") void a() {}"))
                .startsWith("3 [IL212] a path cannot contain " + name + "\n    /a\ufffdb\n      ^");
        assertThat(complaint("@Get(\"/{id" + invisible + "}\") void a(String id) {}"))
                .startsWith("3 [IL205] \"id<U+" + code.strip() + ">\" is not a variable name");
        assertThat(complaint("@Get(\"/{id:[0-9" + invisible + "]}\") void a(String id) {}"))
                .startsWith("3 [IL216] the pattern contains the invisible character " + name);
        assertThat(complaint("@Get void a(@Query(\"q" + invisible + "\") String q) {}"))
                .startsWith(
                        "3 [IL218] the name \"q<U+" + code.strip() + ">\" contains the invisible character " + name);
        assertThat(complaint("@Get void a(@Header(\"q" + invisible + "\") String q) {}"))
                .startsWith("3 [IL218] ");
        assertThat(complaint("@Get @Roles(\"q" + invisible + "\") void a() {}")).startsWith("3 [IL218] ");
        assertThat(complaint("@Route(method = \"COPY" + invisible + "\", path = \"/\") void a() {}"))
                .startsWith("3 [IL126] \"COPY<U+" + code.strip() + ">\" is not a method");
        assertThat(complaint("@Get @Produces(\"text/csv" + invisible + "\") String a() { return \"\"; }"))
                .contains("text/csv<U+" + code.strip() + ">");
    }

    /**
     * Words in Persian and in Indian scripts contain joiners. Mongolian and Japanese names contain variation selectors.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
                "\u0915\u094d\u200d\u0937",
                "\u182d\u180b",
                "\u845b\udb40\udd00\u57ce"
            })
    void acceptsJoinersWithinWords(String word) throws Exception {
        RunningApp app = RunningApp.of(
                API,
                controller("@Get(\"/" + word + "/{" + word + "}\") String a(@Path(\"" + word
                        + "\") String id, @Query(\"" + word + "\") String q) { return id + q; }"));
        String encoded = URLEncoder.encode(word, UTF_8);
        assertThat(app.get("/" + encoded + "/1?" + encoded + "=2").body()).isEqualTo("12");
    }

    /** These emoji are a red heart and a heart on fire. */
    @ParameterizedTest
    @ValueSource(strings = {"\u2764\ufe0f", "\u2764\ufe0f\u200d\ud83d\udd25"})
    void acceptsEmoji(String emoji) throws Exception {
        RunningApp app =
                RunningApp.of(API, controller("@Get(\"/" + emoji + "/{id}\") String a(String id) { return id; }"));
        assertThat(app.get("/" + URLEncoder.encode(emoji, UTF_8) + "/1").body()).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/\\ufe0fa | IL212",
                "/a\\ufe0f\\ufe0fb | IL212",
                "/{id}\\ufe0f | IL212",
                "/{id:a\\ufe0f} | IL216",
                "/{\\ufe0fid} | IL205",
                "/\\u200ca | IL212",
                "/a\\u200d | IL212",
                "/a\\u200c/b | IL212",
                "/a\\u200c{id} | IL212",
                "/{id}\\u200db | IL212",
                "/a\\u200c\\u200db | IL212",
                "/a\\u200b\\u200cb | IL212",
                "/{id\\u200c} | IL205",
                "/{id:a\\u200cb} | IL216"
            })
    void rejectsJoinersElsewhere(String template, String code) {
        assertThat(complaint("@Get(\"" + template + "\") void a(String id) {}")).startsWith("3 [" + code.strip() + "]");
    }

    @Test
    void rejectsJoinersAtEndOfNames() {
        assertThat(complaint("@Get void a(@Query(\"q\\u200c\") String q) {}")).startsWith("3 [IL218]");
    }

    @Test
    void acceptsEscapedInvisibleCharacter() throws Exception {
        RunningApp app =
                RunningApp.of(API, controller("@Get(\"/{id:a\\\\x{A0}b}\") String a(String id) { return \"a\"; }"));
        assertThat(app.get("/a%C2%A0b").body()).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/{id: [0-9]+} | IL215 | the pattern starts with a blank",
                "/{id:[0-9]+ } | IL215 | the pattern ends with a blank",
                "'/{id:[a-z]+| [0-9]+}' | IL215 | a part of the pattern starts with a blank",
                "'/{id:[a-z]+ |[0-9]+}' | IL215 | a part of the pattern ends with a blank",
                "'/{id:(?: a|b)}' | IL215 | a part of the pattern starts with a blank",
                "/{id:x(?<n>a )b} | IL215 | a part of the pattern ends with a blank",
                "/{id:(( a)+ )b} | IL215 | a part of the pattern ends with a blank",
                "'/{id:[|] }' | IL215 | the pattern ends with a blank, so it matches only text that ends with a blank",
                "/{id :[0-9]+} | IL205 | tip: remove the white space",
                "/{ id } | IL205 | tip: remove the white space",
                "/{rest*} | IL205 | tip: write {*rest} for the rest of the path",
                "/{rest...} | IL205 | tip: write {*rest} for the rest of the path",
                "/{...rest} | IL205 | tip: write {*rest} for the rest of the path",
                "/{**rest} | IL205 | tip: write {*rest} for the rest of the path",
                "/{id?} | IL205 | tip: write two templates at the method, one of them without the variable",
                "/a b | IL212 | a path cannot contain U+0020 (SPACE)",
                "/a b | IL212 | tip: remove it: it is invisible in a path",
                "/a?b | IL212 | tip: end the template before it; the query is bound with @Query",
                "/a#b | IL212 | tip: end the template before it: clients send no fragment",
                "/a\\tb | IL212 | a path cannot contain U+0009 (CHARACTER TABULATION)"
            })
    void tipNamesRightSpelling(String template, String code, String text) {
        String complaint = complaint("@Get(\"" + template + "\") void a() {}");
        assertThat(complaint).startsWith("3 [" + code.strip() + "]");
        assertThat(complaint).contains(text.strip());
    }

    /** In a path, clients send a space as %20. */
    @Test
    void acceptsBlanksInPatterns() throws Exception {
        RunningApp app = RunningApp.of(API, controller("""
                @Get("/a/{id:[a-z]+( [a-z]+)*}") String words(String id) { return id; }
                @Get("/b/{id:[a-z]+|[ ][0-9]+}") String aClass(String id) { return id; }
                @Get("/c/{id:[a-z]+|\\\\ [0-9]+}") String anEscape(String id) { return id; }
                @Get("/d/{id:[a-z] [0-9| ]+x}") String within(String id) { return id; }
                """));
        assertThat(app.get("/a/john%20doe%20smith").body()).isEqualTo("john doe smith");
        assertThat(app.get("/a/john%20").route()).isEqualTo(Router.NOT_FOUND);
        assertThat(app.get("/b/%207").body()).isEqualTo(" 7");
        assertThat(app.get("/c/%207").body()).isEqualTo(" 7");
        assertThat(app.get("/d/a%201%20x").body()).isEqualTo("a 1 x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/:id | {id}",
                "/:id(\\\\d+) | {id:\\d+}",
                "/:file* | {*file} at the end",
                "/b/(.*) | {*rest} at the end",
                "/b/.+ | {*rest} at the end",
                "/b/(\\\\d+) | {id:\\d+}",
                "/b/[0-9]+ | {id:[0-9]+}",
                "/b/([^/]+) | {id}",
                "/c/$id | {id}",
                "/c/$orderId | {orderId}",
                "/c/$order_id | {order_id}",
                "/c/$slug<[a-z]+> | {slug:[a-z]+}",
                "/g/*.html | {name}.html",
                "/g/*.tar.gz | {name}.tar.gz",
                "/g/img-* | img-{name}",
                "/[[...file]] | {*file} at the end",
                "/:name.json | {name}.json",
                "/:id-:x | {id} for the whole segment: a segment has at most one variable",
                "/** | {*rest} at the end",
                "/* | {*rest} at the end",
                "/*file | {*file} at the end",
                "/<id> | {id}",
                "/<int:id> | {id}",
                "/<path:file> | {*file} at the end",
                "/[id] | {id}",
                "/[...file] | {*file} at the end"
            })
    void warnsOfOtherVariableSyntax(String template, String right) {
        Compilation compilation = compile("@Get(\"" + template + "\") void a() {}");
        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.routers()).containsExactly("shop.ApiRouter", "shop.ApiRouterSources");
        assertThat(compilation.warnings()).hasSize(1);
        String fixed =
                template.replaceFirst("^/([bcg]/)?", "").replace("\\\\", "\\").replace("/]+)", "");
        Compilation.Complaint warning = compilation.warnings().get(0);
        assertThat(warning.file() + ":" + warning.line()).isEqualTo("Orders.java:3");
        assertThat(warning.text()).startsWith("[IL219] \"" + fixed + "\" is fixed text here, not a variable\n");
        assertThat(warning.text()).endsWith("tip: write " + right.strip());
    }

    @Test
    void warnsOfDollarBeforeParameter() {
        Compilation compilation = compile("@Get(\"/$shop\") void a(String shop) {}");
        assertThat(compilation.errors().get(0).text()).startsWith("[IL302]");
        assertThat(compilation.warnings().get(0).text()).endsWith("tip: write {shop}");
    }

    /**
     * Some of these templates come from OData, FHIR and custom methods. Others contain text that looks like a variable.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/$metadata",
                "/Patient/$everything",
                "/orders:batchGet",
                "/Users(1)",
                "/Users('a')",
                "/(draft)",
                "/a*",
                "/f(x)",
                "/c++",
                "/...",
                "/v1.0+json",
                "/a.b*c",
                "/[0-9]",
                "/@me",
                "/~user",
                "/$5",
                "/<3"
            })
    void doesNotWarnOfFixedText(String template) {
        assertThat(compile("@Get(\"" + template + "\") void a() {}").complaints())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".*", ".+"})
    void warnsOfPatternForEverything(String pattern) {
        Compilation compilation = compile("@Get(\"/{rest:" + pattern + "}\") void a(String rest) {}");
        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.warnings().get(0).line()).isEqualTo(3);
        assertThat(compilation.warnings().get(0).text())
                .startsWith("[IL220] {rest:" + pattern + "} matches one segment, whatever its pattern");
    }

    @Test
    void warnsOfBaseOnce() {
        Compilation compilation = Compilation.of(new RouterProcessor(), Source.of(API), Source.of("""
                        package shop;
                        import dev.interlock.annotation.*;
                        @Controller("/:shop")
                        final class Orders {
                          @Get("/a") void a() {}
                          @Get("/b") void b() {}
                        }
                        """));
        assertThat(compilation.warnings()).hasSize(1);
        assertThat(compilation.warnings().get(0).line()).isEqualTo(3);
    }

    @Test
    void suppressesWarning() {
        Compilation compilation = compile("@SuppressWarnings(\"IL219\") @Get(\"/:id\") void a() {}");
        assertThat(compilation.complaints()).isEmpty();
    }

    @Test
    void reportsSlashAtEndOfBaseOnce() {
        String text = """
                package shop;
                import dev.interlock.annotation.*;
                @Controller("/v1/")
                final class Orders {
                  @Get("a") void a() {}
                  @Get("/b") void b() {}
                  @Route(method = "COPY", path = "/c") void c() {}
                }
                """;
        Compilation compilation = Compilation.of(new RouterProcessor(), Source.of(API), Source.of(text));
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).line()).isEqualTo(3);
        assertThat(compilation.errors().get(0).text()).isEqualTo("""
                [IL217] "/v1/" ends with a slash, but the templates of the methods start with one
                  tip: write "/v1\"""");
    }

    @Test
    void acceptsSlashAtEndOfBaseForEmptyRoute() throws Exception {
        RunningApp app = RunningApp.of(API, """
                package shop;
                import dev.interlock.annotation.*;
                @Controller("/v1/")
                public class Orders {
                  @Get String a() { return "a"; }
                }
                """);
        assertThat(app.get("/v1/").body()).isEqualTo("a");
    }

    /** Returns the line and the text of the error. There must be only one error. */
    private static String complaint(String member) {
        Compilation compilation = compile(member);
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).file()).isEqualTo("Orders.java");
        return compilation.errors().get(0).line() + " "
                + compilation.errors().get(0).text();
    }

    private static Compilation compile(String member) {
        return Compilation.of(new RouterProcessor(), Source.of(API), Source.of(controller(member)));
    }

    private static String controller(String member) {
        return "package shop; import dev.interlock.annotation.*;\n@Controller public class Orders {\n" + member + "\n}";
    }
}
