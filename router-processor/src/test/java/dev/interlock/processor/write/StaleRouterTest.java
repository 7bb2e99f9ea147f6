package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static java.util.Objects.requireNonNull;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compilations of some sources of an application, with the class folder on the class path. Maven compiles so with
 * {@code useIncrementalCompilation=false}, and so do IDEs that find no dependency on the changed source.
 */
final class StaleRouterTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.*;

            @HttpApp(controllers = {Orders.class, Users.class}, errors = Failures.class)
            public final class Api {}
            """;

    private static final String ORDERS = """
            package shop;

            import dev.interlock.annotation.*;
            import jakarta.validation.constraints.*;
            import java.util.*;

            @Controller("/orders")
            public final class Orders extends Resource {
              @Get("/{id}")
              String find(@Min(1) long id, @Query @Default("1") int page) { return "order " + id; }

              @Get
              List<String> list(@Params Paging paging) { return List.of(); }

              @Put("/{id}") @Blocking
              void put(String id, @Query Sku sku) throws java.io.IOException {}

              private String text() { return ""; }
            }
            """;

    private static final String USERS = """
            package shop;

            import dev.interlock.annotation.*;

            @Controller("/users")
            public final class Users {
              @Get String list() { return "users"; }
            }
            """;

    private static final String RESOURCE = """
            package shop;

            import dev.interlock.annotation.*;

            abstract class Resource {
              @Get("/version") String version() { return "1"; }
            }
            """;

    private static final String PAGING = """
            package shop;

            import dev.interlock.annotation.*;

            record Paging(@Query @Default("0") int from, @Query @Default("10") int size) {}
            """;

    private static final String SKU = """
            package shop;

            record Sku(String text) {}
            """;

    private static final String FAILURES = """
            package shop;

            import dev.interlock.annotation.*;

            public final class Failures {
              @OnError @Status(409) String conflict(IllegalStateException e) { return "conflict"; }
            }
            """;

    private static Compilation compile(Compilation classFolder, String... sources) {
        Source[] all = new Source[sources.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = Source.of(sources[i]);
        }
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .dependency(classFolder)
                .compile(all);
        assertThat(compilation.complaints()).isEmpty();
        return classFolder.then(compilation);
    }

    private static final Compilation NONE = new Compilation(List.of(), Map.of(), Map.of(), Map.of());

    private static Compilation compileAll() {
        return compile(NONE, API, ORDERS, USERS, RESOURCE, PAGING, SKU, FAILURES);
    }

    private static String staleness(Compilation classes) throws ReflectiveOperationException {
        return String.valueOf(RunningApp.load(classes).router().staleness());
    }

    private static String replace(String source, String old, String changed) {
        assertThat(source).contains(old);
        return source.replace(old, changed);
    }

    private static final String ORDERS_CHANGED =
            "shop.Orders changed after shop.ApiRouter was compiled. Tip: compile shop.Api, "
                    + "with the classes and jars of the server";

    @Test
    void aRouterFitsTheClassesOfItsCompilation() throws Exception {
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
    void aChangedControllerIsNoticed(String old, String changed) throws Exception {
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
    void otherChangesOfAControllerAreIgnored(String old, String changed) throws Exception {
        assertThat(staleness(compile(compileAll(), replace(ORDERS, old, changed))))
                .isEqualTo("null");
    }

    @Test
    void theOrderOfMethodsIsIgnored() throws Exception {
        String list = "  @Get\n  List<String> list(@Params Paging paging) { return List.of(); }\n";
        String text = replace(replace(ORDERS, list, ""), "  private String text()", list + "  private String text()");
        assertThat(staleness(compile(compileAll(), text))).isEqualTo("null");
    }

    /** Javac sees one controller alone, and no conflict. */
    @Test
    void aControllerWithADuplicateRouteIsNoticed() throws Exception {
        assertThat(staleness(compile(compileAll(), replace(USERS, "/users", "/orders"))))
                .startsWith("shop.Users changed after shop.ApiRouter was compiled.");
    }

    /** Another class than a controller, compiled alone: each has a digest of its own. */
    @Test
    void aChangedSuperclassIsNoticed() throws Exception {
        assertThat(staleness(compile(compileAll(), replace(RESOURCE, "/version", "/revision"))))
                .startsWith("shop.Resource changed after shop.ApiRouter was compiled.");
    }

    @Test
    void aChangedRecordOfParametersIsNoticed() throws Exception {
        assertThat(staleness(compile(compileAll(), replace(PAGING, "int size", "int most"))))
                .startsWith("shop.Paging changed after shop.ApiRouter was compiled.");
    }

    @Test
    void aChangedMethodForErrorsIsNoticed() throws Exception {
        assertThat(staleness(compile(compileAll(), replace(FAILURES, "409", "410"))))
                .startsWith("shop.Failures changed after shop.ApiRouter was compiled.");
    }

    /** A class without an annotation has no digest of its own, but is part of the digest of each controller. */
    @Test
    void aChangedTypeIsNoticedWithItsController() throws Exception {
        String changed =
                replace(SKU, "record Sku(String text) {}", "record Sku(int number) { Sku(String text) { this(1); } }");
        assertThat(staleness(compile(compileAll(), changed, ORDERS))).isEqualTo(ORDERS_CHANGED);
    }

    @Test
    void severalChangesAreOneLine() throws Exception {
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

    /** As Gradle and Eclipse compile: the changed source, and the sources that refer to its class. */
    @Test
    void aRouterThatIsCompiledAgainFits() throws Exception {
        Compilation changed = compile(compileAll(), replace(ORDERS, "@Get(\"/{id}\")", "@Get(\"/by-id/{id}\")"), API);
        assertThat(staleness(changed)).isEqualTo("null");
        assertThat(RunningApp.load(changed).get("/orders/by-id/7").body()).isEqualTo("order 7");
    }

    @Test
    void compilingAsTheTipSaysMakesTheRouterFit() throws Exception {
        Compilation stale = compile(compileAll(), replace(ORDERS, "@Get(\"/{id}\")", "@Get(\"/by-id/{id}\")"));
        assertThat(staleness(stale)).isEqualTo(ORDERS_CHANGED);
        Compilation mended = compile(stale, API);
        assertThat(staleness(mended)).isEqualTo("null");
        assertThat(RunningApp.load(mended).get("/orders/by-id/7").body()).isEqualTo("order 7");
    }

    @Test
    void aMissingDigestIsNoticed() throws Exception {
        assertThat(staleness(compileAll().without("shop.Users_Digest")))
                .isEqualTo("The digest of shop.Users, which shop.ApiRouter was compiled with, is missing. Tip: compile"
                        + " shop.Users with the annotation processor of Interlock, then shop.Api, with the classes and jars"
                        + " of the server");
    }

    /** A tool may compile generated sources again, with the digests that are there then. */
    @Test
    void aListOfSourcesThatIsCompiledAgainIsStillThatOfTheRouter() throws Exception {
        Compilation all = compileAll();
        String sources = requireNonNull(all.generated().get("shop.ApiRouterSources"));
        Compilation stale = compile(all, replace(ORDERS, "@Get(\"/{id}\")", "@Get(\"/by-id/{id}\")"));
        Compilation again = Compilation.withoutProcessor().dependency(stale).compile(Source.of(sources));
        assertThat(again.errors()).isEmpty();
        assertThat(staleness(stale.then(again))).isEqualTo(ORDERS_CHANGED);
    }

    /** No two classes share a name: Orders.Lines has Orders_Lines_Digest. */
    @Test
    void nestedAndTopLevelClassesHaveDigestsOfTheirOwn() throws Exception {
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

    private static Compilation library(String... sources) {
        return compile(NONE, sources);
    }

    @ParameterizedTest
    @ValueSource(strings = {"int depth", "String state"})
    void aLibraryThatIsReplacedAloneIsNoticed(String old) throws Exception {
        Compilation application = compile(library(HEALTH, REPORT), LIBRARY_API);
        assertThat(staleness(application)).isEqualTo("null");
        String changed = old + "s";
        Compilation rebuilt = library(
                HEALTH.replace(old, changed), REPORT.replace(old, changed).replaceAll("\\bstate\\b", "states"));
        assertThat(staleness(application.then(rebuilt)))
                .startsWith("library.Health changed after shop.ApiRouter was compiled. Tip: compile shop.Api");
    }

    @Test
    void aLibraryThatIsCompiledAgainUnchangedFits() throws Exception {
        Compilation application = compile(library(HEALTH, REPORT), LIBRARY_API);
        assertThat(staleness(application.then(library(HEALTH, REPORT)))).isEqualTo("null");
    }

    /** There is nothing to compare, but the application compiles and starts. */
    @Test
    void aLibraryWithoutDigestsIsNotCompared() throws Exception {
        Compilation library = Compilation.withoutProcessor().compile(Source.of(HEALTH), Source.of(REPORT));
        Compilation application = compile(library, LIBRARY_API);
        assertThat(application.classes()).doesNotContainKey("shop.ApiRouterSources");
        assertThat(staleness(application)).isEqualTo("null");
    }

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

    private static Compilation compile(Compilation.Builder builder, Compilation classFolder, String... sources) {
        Compilation compilation = builder.dependency(classFolder)
                .compile(Arrays.stream(sources).map(Source::of).toArray(Source[]::new));
        assertThat(compilation.complaints()).isEmpty();
        return classFolder.then(compilation);
    }

    /**
     * The class files of the other classes have neither names of parameters nor, before JDK 22, annotations of types.
     */
    @Test
    void aControllerThatIsCompiledAloneHasTheSameDigest() throws Exception {
        Compilation all = compile(withoutNames(), NONE, PLAIN);
        assertThat(staleness(all)).isEqualTo("null");
        Compilation changed = compile(withoutNames(), all, replace(PLAIN_ORDERS, "\"list\"", "\"lists\""));
        assertThat(staleness(changed)).isEqualTo("null");
        assertThat(RunningApp.load(changed)
                        .get("/orders?from=1&to=2&sku=3&state=OPEN&label=4")
                        .body())
                .isEqualTo("lists");
        assertThat(staleness(compile(withoutNames(), all, replace(PLAIN_ORDERS, "Label label", "Label mark"))))
                .isEqualTo(ORDERS_CHANGED);
    }

    @Test
    void bothCompilersComputeTheSameDigests(@TempDir Path folder) throws Exception {
        Compilation all = compile(withoutNames(), NONE, PLAIN);
        Compilation byEcj = new Ecj(folder.resolve("all"), new RouterProcessor())
                .withoutNames()
                .compile(Arrays.stream(PLAIN).map(Source::of).toArray(Source[]::new));
        assertThat(byEcj.errors()).isEmpty();
        assertThat(byEcj.generated()).isEqualTo(all.generated());
        Compilation changed = new Ecj(folder.resolve("one"), new RouterProcessor())
                .withoutNames()
                // ECJ generates no class that is on the class path; Eclipse deletes it before.
                .dependency(all.without("shop.Orders_Digest"))
                .compile(Source.of(replace(PLAIN_ORDERS, "\"list\"", "\"lists\"")));
        assertThat(changed.errors()).isEmpty();
        assertThat(staleness(all.then(changed))).isEqualTo("null");
    }

    /** Generates a class in the second round. */
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
    void aTypeOfALaterRoundIsAwaited(boolean first) throws Exception {
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
        // In one compilation with the type as a source, the digest is the same: it does not depend on the round.
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

    /** A digest written before the class exists would differ from the digest of a later compilation. */
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
    void aDigestIsTheSameWithAndWithoutClassesOfLaterRounds(String members) throws Exception {
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

    private static final String COMPOSED = """
            package shop;

            import jakarta.validation.*;
            import jakarta.validation.constraints.*;
            import java.lang.annotation.*;

            @Constraint(validatedBy = {})
            @Retention(RetentionPolicy.RUNTIME)
            @Pattern(regexp = "[a-z]+")
            @ReportAsSingleViolation
            public @interface Word {
              String message() default "is no word";
              Class<?>[] groups() default {};
              Class<? extends Payload>[] payload() default {};
            }
            """;

    private static final String WORDS = """
            package shop;

            import dev.interlock.annotation.*;

            @Controller("/users")
            public final class Users {
              @Get String list(@Word @Query String name) { return name; }
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"[a-z]+", "is no word", "@ReportAsSingleViolation\n"})
    void aChangedConstraintThatIsComposedOfOthersIsNoticed(String old) throws Exception {
        Compilation all = compile(NONE, API, ORDERS, WORDS, COMPOSED, RESOURCE, PAGING, SKU, FAILURES);
        assertThat(staleness(compile(all, WORDS))).isEqualTo("null");
        String changed = replace(COMPOSED, old, old.startsWith("@") ? "" : old + "?");
        assertThat(staleness(compile(all, WORDS, changed)))
                .startsWith("shop.Users changed after shop.ApiRouter was compiled.");
    }

    private static final String[] VALIDATED = {"""
            package shop;

            import jakarta.validation.*;
            import java.lang.annotation.*;

            @Constraint(validatedBy = {Validators.OfStay.class, Validators.OfText.class})
            @Retention(RetentionPolicy.RUNTIME)
            public @interface Rule {
              @interface Limits { int most() default 9; }

              int least() default 1;
              Limits limits() default @Limits;
              String message() default "is wrong";
              Class<?>[] groups() default {};
              Class<? extends Payload>[] payload() default {};
            }
            """, """
            package shop;

            import jakarta.validation.*;
            import jakarta.validation.constraintvalidation.*;

            interface Validators {
              abstract class Base<T> implements ConstraintValidator<Rule, T> {
                @Override public boolean isValid(T value, ConstraintValidatorContext context) { return true; }
              }

              class OfStay extends Base<Stay> {}

              class OfSequence extends Base<CharSequence> {}

              class OfText implements ConstraintValidator<Rule, String> {
                @Override public boolean isValid(String text, ConstraintValidatorContext context) { return true; }
              }
            }
            """, """
            package shop;

            @Rule(limits = @Rule.Limits)
            interface Ordered {}
            """, """
            package shop;

            @Rule(least = 2)
            record Stay(@Rule String from, String to) implements Ordered {}
            """};

    private static final String STAYS = """
            package shop;

            import dev.interlock.annotation.*;

            @Controller("/users")
            public final class Users {
              @Post String add(@Body Stay stay, @Rule @Query String name) { return name; }
            }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Validators.OfText.class|Validators.OfSequence.class",
                ", Validators.OfText.class|, Validators.OfText.class, Validators.OfSequence.class",
                "int least() default 1|int least() default 0",
                "int least() default 1|long least() default 1",
                "int most() default 9|int most() default 8",
                "extends Base<Stay>|extends Base<Record>",
                "implements ConstraintValidator<Rule, String> {|extends Base<String> {",
                "class OfText|@SupportedValidationTarget(ValidationTarget.PARAMETERS) class OfText",
                "@Rule(least = 2)|@Rule(least = 3)",
                "@Rule(least = 2)|''",
                "@Rule(limits = @Rule.Limits)|@Rule(limits = @Rule.Limits(most = 1))",
                "@Rule(limits = @Rule.Limits)|''",
                "@Rule String from|String from"
            })
    void aChangedConstraintWithValidatorsIsNoticed(String old, String changed) throws Exception {
        String[] rebuilt = validated();
        for (int i = 0; i < rebuilt.length; i++) {
            rebuilt[i] = rebuilt[i].replace(old, changed);
        }
        assertThat(rebuilt).isNotEqualTo(validated());
        assertThat(staleness(compile(validatedApplication(), rebuilt)))
                .startsWith("shop.Users changed after shop.ApiRouter was compiled.");
    }

    @Test
    void validatorsThatAreReadFromClassFilesAreTheSame() throws Exception {
        assertThat(staleness(compile(validatedApplication(), STAYS))).isEqualTo("null");
    }

    private static String[] validated() {
        return Stream.concat(Stream.of(STAYS), Stream.of(VALIDATED)).toArray(String[]::new);
    }

    private static Compilation validatedApplication() {
        return compile(
                compileAll(),
                Stream.concat(Stream.of(API), Stream.of(validated())).toArray(String[]::new));
    }

    private static final String ENTITY = """
            package shop;

            import jakarta.validation.constraints.*;

            public class Entity {
              @NotNull private String name;

              public String getName() { return name; }
            }
            """;

    private static final String ENTITIES = """
            package shop;

            import dev.interlock.annotation.*;

            @Controller("/users")
            public final class Users {
              @Post String add(@Body Entity entity) { return "added"; }
            }
            """;

    /** Stubs of kapt have a method with the annotations of a property, which javac does not see in class files. */
    @Test
    void annotationsOfKotlinPropertiesAreIgnored() throws Exception {
        String stub = replace(ENTITY, "@NotNull", "@NotNull public static void getName$annotations() {} @NotNull");
        Compilation all = compile(NONE, API, ORDERS, ENTITIES, stub, RESOURCE, PAGING, SKU, FAILURES);
        Compilation later = Compilation.withoutProcessor().dependency(all).compile(Source.of(ENTITY));
        assertThat(later.errors()).isEmpty();
        Compilation edited = compile(all.then(later), replace(ENTITIES, "\"added\"", "\"more\""));
        assertThat(staleness(edited)).isEqualTo("null");
    }

    /** As Hibernate and others do it after the compiler. */
    @Test
    void whatIsAddedToClassFilesIsIgnored() throws Exception {
        Compilation all = compile(NONE, API, ORDERS, ENTITIES, ENTITY, RESOURCE, PAGING, SKU, FAILURES);
        String managed = """
                package shop;

                public interface Managed {
                  @Deprecated default Object $$_owner() { return null; }
                }
                """;
        String mark = """
                package shop;

                import java.lang.annotation.*;

                @Retention(RetentionPolicy.RUNTIME)
                public @interface Mark { Class<?>[] value() default {}; }
                """;
        String enhanced = replace(
                        ENTITY,
                        "@NotNull",
                        "public Entity(String text) { name = text; } public Entity() {} "
                                + "@Mark public transient Object $$_interceptor; "
                                + "@Mark public Object $$_read_name() { return name; } @Mark @NotNull")
                .replace(
                        "public class Entity",
                        "@Mark({Integer.class, Mark.class}) public class Entity implements Managed");
        Compilation later = Compilation.withoutProcessor()
                .option("-Xlint:none")
                .dependency(all)
                .compile(Source.of(enhanced), Source.of(managed), Source.of(mark));
        assertThat(later.errors()).isEmpty();
        Compilation edited = compile(all.then(later), replace(ENTITIES, "\"added\"", "\"more\""));
        assertThat(staleness(edited)).isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "String getName()|String name()",
                "public String getName()|private String getName()",
                "String getName()|CharSequence getName()",
                "@NotNull private|@NotEmpty private"
            })
    void aChangedMemberThatIsCheckedIsNoticed(String old, String changed) throws Exception {
        Compilation all = compile(NONE, API, ORDERS, ENTITIES, ENTITY, RESOURCE, PAGING, SKU, FAILURES);
        assertThat(staleness(compile(all, ENTITIES, replace(ENTITY, old, changed))))
                .startsWith("shop.Users changed after shop.ApiRouter was compiled.");
    }

    /** Nothing outside the package can use such a class, or needs its digest. */
    @Test
    void aDigestIsAsVisibleAsItsClass() throws Exception {
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
    void theNameOfADigestCanBeTaken() {
        Compilation compilation = Compilation.of(
                new RouterProcessor(), Source.of(USERS), Source.of("package shop;\nfinal class Users_Digest {}\n"));
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).file()).isEqualTo("Users.java");
        assertThat(compilation.errors().get(0).line()).isEqualTo(6);
        assertThat(compilation.errors().get(0).text())
                .startsWith(
                        "[IL110] shop.Users_Digest, which is generated for Users, would have the name of another class");
    }
}
