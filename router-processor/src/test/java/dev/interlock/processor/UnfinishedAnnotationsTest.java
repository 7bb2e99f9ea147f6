package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Ecj;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests annotations that lack a member, or have a member of a wrong type, because a developer is still typing. ECJ runs
 * processors although the annotation has an error. Only ECJ may report an error.
 */
final class UnfinishedAnnotationsTest {
    private static final String PREAMBLE = """
        package shop;

        import dev.interlock.annotation.*;
        import jakarta.validation.*;
        import jakarta.validation.constraints.*;
        import java.lang.annotation.*;
        import java.util.*;

        """;

    private static final String CONSTRAINT = PREAMBLE + """
        @Constraint(validatedBy = Odd.Check.class)
        @Retention(RetentionPolicy.RUNTIME)
        @interface Odd {
          int from();
          String message() default "must be odd";
          Class<?>[] groups() default {};
          Class<? extends Payload>[] payload() default {};

          final class Check implements ConstraintValidator<Odd, Integer> {
            @Override public boolean isValid(Integer value, ConstraintValidatorContext context) { return true; }
          }
        }
        """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Get @Status String a() { return null; }",
                "@Get @Status(\"201\") String a() { return null; }",
                "@Get @Status({201, 202}) String a() { return null; }",
                "@Get @Status(code = 201) String a() { return null; }",
                "@Get @Roles String a() { return null; }",
                "@Get @Roles(3) String a() { return null; }",
                "@Get(3) String a() { return null; }",
                "@Get({\"/a\", 3}) String a() { return null; }",
                "@Route(path = \"/a\") String a() { return null; }",
                "@Route(method = \"COPY\", path = 3) String a() { return null; }",
                "@Get @UseFilters String a() { return null; }",
                "@Get @UseFilters(\"a\") String a() { return null; }",
                "@Post @MaxBody void a(@Body byte[] body) {}",
                "@Get @Produces String a() { return null; }",
                "@Post @Consumes void a(@Body byte[] body) {}",
                "@Get String a(@Query @Default String q) { return q; }",
                "@Get String a(@Query(3) String q) { return q; }",
                "@Get String a(@Query @Min int q) { return null; }",
                "@Get String a(@Query @Min(\"1\") int q) { return null; }",
                "@Get String a(@Query @Pattern String q) { return q; }",
                "@Get String a(@Query @Pattern(regexp = \"a\", flags = 3) String q) { return q; }",
                "@Get String a(@Query @Pattern.List({@Pattern}) String q) { return q; }",
                "@Get String a(@Query @Digits(integer = 3) int q) { return null; }",
                "@Get String a(@Query @DecimalMin int q) { return null; }",
                "@Get String a(@Query List<@Min Integer> q) { return null; }",
                "@Get String a(@Query @Odd int q) { return null; }",
                "@Get String a(@Query @Odd(from = \"a\") int q) { return null; }",
                "@Get String a(@Params P p) { return null; } record P(@Query @Min int q) {}",
                "@Get String a(@Params P p) { return null; } record P(@Query @Default int q) {}",
                "@Post void a(@Body B body) {} record B(@Min int q, @Odd Integer r) {}",
                "@Post void a(@Body B body) {} static class B { @Min public int getQ() { return 1; } }",
                "@OnError @Status String a(IllegalStateException e) { return null; } @Get String b() { return null; }"
            })
    void onlyCompilerReportsError(String members) throws IOException {
        assertOnlyTheCompilerReports(
                "@HttpApp(controllers = Orders.class) final class Api {}",
                "@Controller final class Orders { " + members + " }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@HttpApp",
                "@HttpApp()",
                "@HttpApp(controllers = 3)",
                "@HttpApp(controllers = {Orders.class, \"a\"})"
            })
    void toleratesUnfinishedApplication(String annotation) throws IOException {
        assertOnlyTheCompilerReports(
                annotation + " final class Api {}",
                "@Controller final class Orders { @Get String a() { return null; } }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@Controller(3)", "@Controller @Roles", "@Controller @UseFilters", "@Controller @Produces"})
    void toleratesUnfinishedController(String annotations) throws IOException {
        assertOnlyTheCompilerReports(
                "@HttpApp(controllers = Orders.class) final class Api {}",
                annotations + " final class Orders { @Get String a() { return null; } }");
    }

    @Test
    void toleratesUnfinishedException() throws IOException {
        Compilation compilation = new Ecj(folder, new RouterProcessor())
                .compile(Source.of(PREAMBLE + "@ProblemType final class Gone extends RuntimeException {}"));
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).text()).contains("must define the attribute status");
    }

    @Test
    void generatesOtherRouters() throws IOException {
        Compilation compilation = new Ecj(folder, new RouterProcessor())
                .compile(
                        Source.of(PREAMBLE + "@HttpApp(controllers = Orders.class) final class Api {}"),
                        Source.of(PREAMBLE
                                + "@Controller final class Orders { @Get @Status String a() { return null; } }"),
                        Source.of(PREAMBLE + "@HttpApp(controllers = Items.class) final class Shop {}"),
                        Source.of(PREAMBLE + "@Controller final class Items { @Get String a() { return null; } }"));
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.routers()).containsExactly("shop.ShopRouter", "shop.ShopRouterSources");
    }

    /** For an annotation on a type argument, javac also calls processors although the annotation is unfinished. */
    @Test
    void onlyJavacReportsTypeArgument() {
        assertOnlyTheCompilerReports(Compilation.of(
                new RouterProcessor(),
                Source.of(PREAMBLE + "@HttpApp(controllers = Orders.class) final class Api {}"),
                Source.of(PREAMBLE + "@Controller final class Orders { "
                        + "@Get String a(@Query List<@Min Integer> q) { return null; } }")));
    }

    private void assertOnlyTheCompilerReports(String... members) throws IOException {
        assertOnlyTheCompilerReports(new Ecj(folder, new RouterProcessor(), new ProtoProcessor())
                .compile(Source.of(PREAMBLE + members[0]), Source.of(PREAMBLE + members[1]), Source.of(CONSTRAINT)));
    }

    private static void assertOnlyTheCompilerReports(Compilation compilation) {
        assertThat(compilation.errors()).isNotEmpty();
        for (Compilation.Complaint error : compilation.errors()) {
            assertWithMessage(error.text()).that(error.text()).doesNotContainMatch("\\[IL\\d+]");
        }
        assertThat(compilation.routers()).isEmpty();
    }
}
