package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.processor.write.StaleShop.API;
import static dev.interlock.processor.write.StaleShop.FAILURES;
import static dev.interlock.processor.write.StaleShop.NONE;
import static dev.interlock.processor.write.StaleShop.ORDERS;
import static dev.interlock.processor.write.StaleShop.PAGING;
import static dev.interlock.processor.write.StaleShop.RESOURCE;
import static dev.interlock.processor.write.StaleShop.SKU;
import static dev.interlock.processor.write.StaleShop.compile;
import static dev.interlock.processor.write.StaleShop.compileAll;
import static dev.interlock.processor.write.StaleShop.replace;
import static dev.interlock.processor.write.StaleShop.staleness;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Source;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests constraints that change while their controller stays the same. Also tests changes that do not affect
 * constraints.
 */
final class StaleConstraintsTest {
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
    void detectsChangedComposedConstraint(String old) throws Exception {
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
    void detectsChangedValidator(String old, String changed) throws Exception {
        String[] rebuilt = validated();
        for (int i = 0; i < rebuilt.length; i++) {
            rebuilt[i] = rebuilt[i].replace(old, changed);
        }
        assertThat(rebuilt).isNotEqualTo(validated());
        assertThat(staleness(compile(validatedApplication(), rebuilt)))
                .startsWith("shop.Users changed after shop.ApiRouter was compiled.");
    }

    @Test
    void validatorsFromClassFilesKeepDigest() throws Exception {
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

    /**
     * In the stubs of kapt, annotations of a property are on a method. In class files, javac does not show this method.
     */
    @Test
    void ignoresAnnotationsOfKotlinProperties() throws Exception {
        String stub = replace(ENTITY, "@NotNull", "@NotNull public static void getName$annotations() {} @NotNull");
        Compilation all = compile(NONE, API, ORDERS, ENTITIES, stub, RESOURCE, PAGING, SKU, FAILURES);
        Compilation later = Compilation.withoutProcessor().dependency(all).compile(Source.of(ENTITY));
        assertThat(later.errors()).isEmpty();
        Compilation edited = compile(all.then(later), replace(ENTITIES, "\"added\"", "\"more\""));
        assertThat(staleness(edited)).isEqualTo("null");
    }

    /** Hibernate and other tools add members to class files after the compilation. */
    @Test
    void ignoresAdditionsToClassFiles() throws Exception {
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
    void detectsChangedCheckedMember(String old, String changed) throws Exception {
        Compilation all = compile(NONE, API, ORDERS, ENTITIES, ENTITY, RESOURCE, PAGING, SKU, FAILURES);
        assertThat(staleness(compile(all, ENTITIES, replace(ENTITY, old, changed))))
                .startsWith("shop.Users changed after shop.ApiRouter was compiled.");
    }
}
