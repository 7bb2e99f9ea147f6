package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.processor.write.StaleShop.API;
import static dev.interlock.processor.write.StaleShop.FAILURES;
import static dev.interlock.processor.write.StaleShop.ORDERS;
import static dev.interlock.processor.write.StaleShop.ORDERS_CHANGED;
import static dev.interlock.processor.write.StaleShop.PAGING;
import static dev.interlock.processor.write.StaleShop.RESOURCE;
import static dev.interlock.processor.write.StaleShop.SKU;
import static dev.interlock.processor.write.StaleShop.USERS;
import static dev.interlock.processor.write.StaleShop.compile;
import static dev.interlock.processor.write.StaleShop.compileAll;
import static dev.interlock.processor.write.StaleShop.library;
import static dev.interlock.processor.write.StaleShop.replace;
import static dev.interlock.processor.write.StaleShop.staleness;
import static java.util.Objects.requireNonNull;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compiles only some sources of an application, with the class folder on the class path. Maven does the same with
 * {@code useIncrementalCompilation=false}. IDEs do the same if they find no dependency on the changed source.
 */
final class StaleRouterTest {
    @Test
    void acceptsClassesOfSameCompilation() throws Exception {
        assertThat(staleness(compileAll())).isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@Controller(\"/orders\")|@Controller(\"/order\")",
                "@Get(\"/{id}\")|@Get(\"/{id:[0-9]+}\")",
                "@Get(\"/{id}\")|@Post(\"/{id}\")",
                "@Get(\"/{id}\")|@Get({\"/{id}\", \"/by-id/{id}\"})",
                "@Get(\"/{id}\")|@Get(\"/{id}\") @Status(201)",
                "String find(|String get(",
                "private String text()|@Get(\"/more\") String more() { return \"\"; } private String text()",
                "String find(|CharSequence find(",
                "long id|int id",
                "@Min(1)|@Min(2)",
                "@Min(1)|''",
                "@Query @Default(\"1\") int page|@Query @Default(\"2\") int page",
                "@Query @Default(\"1\") int page|@Query(\"p\") @Default(\"1\") int page",
                "@Query @Default(\"1\") int page|@Query @Default(\"1\") int number",
                "@Query @Default(\"1\") int page|@Header @Default(\"1\") int page",
                "int page|@Secret int page",
                "List<String> list(|List<Integer> list(",
                "String find(|@Produces(\"text/csv\") String find(",
                "@Params Paging paging|''",
                "@Blocking|''",
                "throws java.io.IOException|throws java.io.FileNotFoundException",
                "@Query Sku sku|@Query String sku",
                "extends Resource|''"
            })
    void detectsChangedController(String old, String changed) throws Exception {
        assertThat(staleness(compile(compileAll(), replace(ORDERS, old, changed))))
                .isEqualTo(ORDERS_CHANGED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "return \"order \" + id;|return text() + id;",
                "private String text()|String moreText(int x) { return \"\"; } private String text()",
                "@Controller(\"/orders\")|/** Documented. */ @Controller(\"/orders\")",
                "private String text() { return \"\"; }|private int count; Orders() { count++; } String text() { return \"\" + count; }",
            })
    void ignoresOtherChangesOfController(String old, String changed) throws Exception {
        assertThat(staleness(compile(compileAll(), replace(ORDERS, old, changed))))
                .isEqualTo("null");
    }

    @Test
    void ignoresOrderOfMethods() throws Exception {
        String list = "  @Get\n  List<String> list(@Params Paging paging) { return List.of(); }\n";
        String text = replace(replace(ORDERS, list, ""), "  private String text()", list + "  private String text()");
        assertThat(staleness(compile(compileAll(), text))).isEqualTo("null");
    }

    /** Javac sees only one of the two controllers. Therefore it reports no conflict. */
    @Test
    void detectsDuplicateRoute() throws Exception {
        assertThat(staleness(compile(compileAll(), replace(USERS, "/users", "/orders"))))
                .startsWith("shop.Users changed after shop.ApiRouter was compiled.");
    }

    /** The changed superclass is not a controller, and is compiled alone. It has its own digest. */
    @Test
    void detectsChangedSuperclass() throws Exception {
        assertThat(staleness(compile(compileAll(), replace(RESOURCE, "/version", "/revision"))))
                .startsWith("shop.Resource changed after shop.ApiRouter was compiled.");
    }

    @Test
    void detectsChangedRecordOfParameters() throws Exception {
        assertThat(staleness(compile(compileAll(), replace(PAGING, "int size", "int most"))))
                .startsWith("shop.Paging changed after shop.ApiRouter was compiled.");
    }

    @Test
    void detectsChangedErrorMethod() throws Exception {
        assertThat(staleness(compile(compileAll(), replace(FAILURES, "409", "410"))))
                .startsWith("shop.Failures changed after shop.ApiRouter was compiled.");
    }

    /**
     * This class has no annotation, and therefore no digest of its own. It is covered by the digest of each controller
     * that uses it.
     */
    @Test
    void detectsChangedTypeWithController() throws Exception {
        String changed =
                replace(SKU, "record Sku(String text) {}", "record Sku(int number) { Sku(String text) { this(1); } }");
        assertThat(staleness(compile(compileAll(), changed, ORDERS))).isEqualTo(ORDERS_CHANGED);
    }

    @Test
    void reportsSeveralChangesInOneLine() throws Exception {
        Compilation changed = compile(
                compileAll(),
                replace(ORDERS, "int page", "long page"),
                replace(USERS, "/users", "/people"),
                replace(RESOURCE, "/version", "/revision"),
                replace(PAGING, "int size", "int most"));
        assertThat(staleness(changed))
                .isEqualTo(
                        "shop.Orders, shop.Paging, shop.Resource and 1 more changed after shop.ApiRouter was compiled."
                                + " Tip: compile shop.Api, with the classes and jars of the server");
    }

    /** Gradle and Eclipse compile the changed source, and the sources that use its class. */
    @Test
    void acceptsRecompiledRouter() throws Exception {
        Compilation changed = compile(compileAll(), replace(ORDERS, "@Get(\"/{id}\")", "@Get(\"/by-id/{id}\")"), API);
        assertThat(staleness(changed)).isEqualTo("null");
        assertThat(RunningApp.load(changed).get("/orders/by-id/7").body()).isEqualTo("order 7");
    }

    @Test
    void tipMakesRouterFit() throws Exception {
        Compilation stale = compile(compileAll(), replace(ORDERS, "@Get(\"/{id}\")", "@Get(\"/by-id/{id}\")"));
        assertThat(staleness(stale)).isEqualTo(ORDERS_CHANGED);
        Compilation mended = compile(stale, API);
        assertThat(staleness(mended)).isEqualTo("null");
        assertThat(RunningApp.load(mended).get("/orders/by-id/7").body()).isEqualTo("order 7");
    }

    @Test
    void detectsMissingDigest() throws Exception {
        assertThat(staleness(compileAll().without("shop.Users_Digest")))
                .isEqualTo("The digest of shop.Users, which shop.ApiRouter was compiled with, is missing. Tip: compile"
                        + " shop.Users with the annotation processor of Interlock, then shop.Api, with the classes and jars"
                        + " of the server");
    }

    /** A tool may compile generated sources again after the digests have changed. The router must stay stale. */
    @Test
    void recompiledListOfSourcesStaysStale() throws Exception {
        Compilation all = compileAll();
        String sources = requireNonNull(all.generated().get("shop.ApiRouterSources"));
        Compilation stale = compile(all, replace(ORDERS, "@Get(\"/{id}\")", "@Get(\"/by-id/{id}\")"));
        Compilation again = Compilation.withoutProcessor().dependency(stale).compile(Source.of(sources));
        assertThat(again.errors()).isEmpty();
        assertThat(staleness(stale.then(again))).isEqualTo(ORDERS_CHANGED);
    }

    /** Digests have unique names: the digest of Orders.Lines is Orders_Lines_Digest. */
    @Test
    void nestedAndTopLevelClassesHaveOwnDigests() throws Exception {
        String controller = """
                package shop;

                import dev.interlock.annotation.*;

                @Controller("/orders")
                final class Orders {
                  @Get String list(@Params Lines nested, @Params Orders_Lines other) { return ""; }

                  record Lines(@Query int from) {}
                }
                """;
        String lines = """
                package shop;

                import dev.interlock.annotation.*;

                record Orders_Lines(@Query int to) {}
                """;
        Compilation compilation = library(controller, lines, USERS, FAILURES, API);
        assertThat(compilation.generated().keySet())
                .containsAtLeast("shop.Orders_Lines_Digest", "shop.Orders_1Lines_Digest");
        assertThat(staleness(compilation)).isEqualTo("null");
    }

    private static final String LIBRARY_API = """
            package shop;

            import dev.interlock.annotation.*;

            @HttpApp(controllers = library.Health.class)
            public final class Api {}
            """;

    private static final String HEALTH = """
            package library;

            import dev.interlock.annotation.*;

            @Controller("/health")
            public final class Health {
              @Get public Report report(@Query @Default("1") int depth) { return new Report("well"); }
            }
            """;

    private static final String REPORT = """
            package library;

            public record Report(String state) implements CharSequence {
              @Override public int length() { return state.length(); }
              @Override public char charAt(int index) { return state.charAt(index); }
              @Override public CharSequence subSequence(int from, int to) { return state.subSequence(from, to); }
              @Override public String toString() { return state; }
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"int depth", "String state"})
    void detectsReplacedLibrary(String old) throws Exception {
        Compilation application = compile(library(HEALTH, REPORT), LIBRARY_API);
        assertThat(staleness(application)).isEqualTo("null");
        String changed = old + "s";
        Compilation rebuilt = library(
                HEALTH.replace(old, changed), REPORT.replace(old, changed).replaceAll("\\bstate\\b", "states"));
        assertThat(staleness(application.then(rebuilt)))
                .startsWith("library.Health changed after shop.ApiRouter was compiled. Tip: compile shop.Api");
    }

    @Test
    void acceptsRecompiledLibrary() throws Exception {
        Compilation application = compile(library(HEALTH, REPORT), LIBRARY_API);
        assertThat(staleness(application.then(library(HEALTH, REPORT)))).isEqualTo("null");
    }

    /** If the library has no digests, the application nevertheless compiles and starts. */
    @Test
    void skipsLibraryWithoutDigests() throws Exception {
        Compilation library = Compilation.withoutProcessor().compile(Source.of(HEALTH), Source.of(REPORT));
        Compilation application = compile(library, LIBRARY_API);
        assertThat(application.classes()).doesNotContainKey("shop.ApiRouterSources");
        assertThat(staleness(application)).isEqualTo("null");
    }

    /** Other packages cannot use this class. They do not need its digest either. */
    @Test
    void digestIsAsVisibleAsClass() throws Exception {
        String base = """
                package library;

                import dev.interlock.annotation.*;

                abstract class Base {
                  @Get("/version") public String version() { return "1"; }
                }
                """;
        Compilation library = library(HEALTH.replace("Health {", "Health extends Base {"), base, REPORT);
        assertThat(library.generated().get("library.Base_Digest")).contains("\nfinal class Base_Digest");
        assertThat(library.generated().get("library.Health_Digest")).contains("public final class Health_Digest");
        Compilation application = compile(library, LIBRARY_API);
        assertThat(application.generated().get("shop.ApiRouterSources")).doesNotContain("Base_Digest");
        assertThat(staleness(application)).isEqualTo("null");
        Compilation together = library(HEALTH.replace("Health {", "Health extends Base {"), base, REPORT, LIBRARY_API);
        assertThat(staleness(together)).isEqualTo("null");
    }

    @Test
    void reportsTakenNameOfDigest() {
        Compilation compilation = Compilation.of(
                new RouterProcessor(), Source.of(USERS), Source.of("package shop;\nfinal class Users_Digest {}\n"));
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).file()).isEqualTo("Users.java");
        assertThat(compilation.errors().get(0).line()).isEqualTo(6);
        assertThat(compilation.errors().get(0).text())
                .startsWith("[IL110] the router generated for Users needs the name shop.Users_Digest,"
                        + " which another class already has");
    }
}
