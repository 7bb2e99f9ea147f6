package dev.interlock.processor.diagnostics;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests mistakes with constraints beyond the examples of the page. Also tests correct sources that look wrong. */
class ConstraintMistakesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IL701 | @Query @NotBlank List<String> v",
                "IL701 | @Query @NotEmpty boolean v",
                "IL701 | @Query @Size(max = 1) Optional<String> v",
                "IL701 | @Query @Min(1) String v",
                "IL701 | @Query @DecimalMax(\"1\") CharSequence v",
                "IL701 | @Query @Positive char v",
                "IL701 | @Query @Digits(integer = 1, fraction = 1) double v",
                "IL701 | @Query @Pattern(regexp = \"a\") int v",
                "IL701 | @Query @Email UUID v",
                "IL701 | @Query @AssertTrue String v",
                "IL701 | @Query @Future Duration v",
                "IL701 | @Query @FutureOrPresent long v",
                "IL701 | @Query List<@Past String> v",
                "IL701 | @Query @Size(min = 1) OptionalInt v",
                "IL701 | @Query @Negative int[] v",
                "IL701 | @Body @Max(1) String v",
                "IL701 | @Params @Size(max = 1) Page v",
                "IL701 | @Params Sizes v",
                "IL701 | @Query @Valid Wrong v",
                "IL702 | @Query @DecimalMin(\"1,5\") int v",
                "IL702 | @Query @Digits(integer = -1, fraction = 0) int v",
                "IL702 | @Query List<@Size(min = -1) String> v",
                "IL222 | @Query @Pattern(regexp = \"(a)\\\\1\") String v",
                "IL222 | @Query @Pattern(regexp = \"(?=a)a\") String v",
                "IL222 | @Query @Email(regexp = \"a*+\") String v",
                "IL221 | @Query @Pattern(regexp = \"(a\") String v",
                "IL223 | @Query @Pattern(regexp = \"a\\\\b\") String v",
                "IL223 | @Query @Pattern(regexp = \"a^b\") String v",
                "IL223 | @Query @Pattern(regexp = \"a$b\") String v",
                "IL223 | @Query @Pattern(regexp = \"(?i)a\") String v",
                "IL224 | @Query @Pattern(regexp = \"[ab]*a[ab]{20}\") String v",
                "IL703 | @Query @AssertTrue @AssertFalse boolean v",
                "IL703 | @Query @DecimalMin(value = \"1\", inclusive = false) @Max(1) BigDecimal v",
                "IL703 | @Query @DecimalMin(\"1.2\") @DecimalMax(\"1.8\") int v",
                "IL703 | @Query @DecimalMin(\"1e30\") long v",
                "IL703 | @Query @Max(-129) byte v",
                "IL703 | @Query @Size(min = 3) @Size(max = 2) String v",
                "IL703 | @Query @NotBlank @Size(max = 0) String v",
                "IL703 | @Query @Past @FutureOrPresent Instant v",
                "IL703 | @Query @Null int v",
                "IL703 | @Attribute @Nullable @Null @NotNull String v",
                "IL704 | @Query @Valid String v",
                "IL704 | @Query List<@Valid Integer> v",
                "IL704 | @Attribute @Valid Map<String, String> v",
                "IL704 | @Attribute @Valid Object v",
                "IL705 | @Attribute @Valid Closed v",
                "IL706 | @Query @ConvertGroup(to = Page.class) int v",
                "IL706 | @Query @Grouped int v",
                "IL707 | @Query @Empty int v",
                "IL708 | @Query @Overriding String v",
                "IL709 | @Query @Min(value = 1, message = \"{max}\") int v",
                "IL709 | @Query @Min(value = 1, message = \"{value\") int v",
                "IL709 | @Query @Min(value = 1, message = \"${value}\") int v",
                "IL710 | @Query @Pattern(regexp = \"a\", flags = Pattern.Flag.CANON_EQ) String v",
                "IL710 | @Query @Email(regexp = \"a\", flags = Pattern.Flag.UNICODE_CASE) String v",
                "IL713 | @Attribute Class<@NotNull String> v",
                "IL713 | @Attribute Flow.Publisher<@NotNull String> v",
                "IL715 | @NotNull dev.interlock.http.Response v",
                "IL715 | @Valid dev.interlock.http.Request v",
                "IL715 | @Params Whole v",
                "IL716 | @Query @Bare int v",
                "IL716 | @Query @WithoutMessage int v",
                "IL716 | @Query @WithNumber int v",
                "IL717 | @Attribute @Valid Throwing v",
                "IL717 | @Attribute @Valid ThrowingAbove v",
                "IL717 | @Params ThrowingParameters v",
                "IL718 | @Attribute @Valid OnClass v",
                "IL718 | @Attribute @Valid OnInterface v",
                "IL718 | @Params OnParameters v",
                "IL718 | @Attribute @Valid OnNothing v",
                "IL718 | @Attribute @Valid OnNull v",
                "IL719 | @Query @OfInteger String v",
                "IL719 | @Query @OfInteger Long v",
                "IL719 | @Query List<@OfInteger String> v",
                "IL719 | @Query @OfOther int v",
                "IL719 | @Attribute @OfStrings List<Integer> v",
                "IL720 | @Query @Ambiguous int v",
                "IL721 | @Query @ByAbstract int v",
                "IL721 | @Query @ByInner int v",
                "IL721 | @Query @ByPrivate int v",
                "IL721 | @Query @ByHidden int v",
                "IL721 | @Query @ByThrowing int v",
                "IL721 | @Query @ByParameter int v",
                "IL722 | @Attribute @Cross Object[] v",
                "IL723 | @Query @Fleeting int v",
                "IL723 | @Query @Hidden int v",
                "IL723 | @Query @OfHidden(Api.Kind.A) int v",
                "IL723 | @Query @OfNoKinds int v",
                "IL723 | @Query @OfNoClasses int v",
                "IL723 | @Query @OfNoInner int v",
                "IL714 | @Query @Default(\"0\") @Positive long v",
                "IL714 | @Query @Default(\"0.5\") @DecimalMin(\"0.75\") double v",
                "IL714 | @Query @Default(\" \") @NotBlank String v",
                "IL714 | @Query @Default(\"abc\") @Size(max = 2) CharSequence v"
            })
    void reportsMistake(String code, String parameter) {
        Compilation compilation = compile(parameter);
        assertWithMessage("%s", compilation.errors())
                .that(compilation.errors().stream()
                        .map(it -> it.text().substring(1, 6))
                        .distinct())
                .containsExactly(code.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Query @NotNull int v",
                "@Query @NotNull String v",
                "@Query @NotNull @Valid List<@NotNull @Valid Fine> v",
                "@Query @Min(-1000) byte v",
                "@Query @DecimalMax(\"1e400\") double v",
                "@Query @DecimalMin(\"-1e400\") float v",
                "@Query @DecimalMin(\"0.1\") @DecimalMax(\"0.1\") double v",
                "@Query @PastOrPresent @FutureOrPresent LocalDate v",
                "@Query @Size String v",
                "@Query @Size.List({@Size(min = 1), @Size(max = 2)}) String v",
                "@Query @Pattern(regexp = \"^a$|^b$\", flags = Pattern.Flag.MULTILINE) String v",
                "@Query @Default(\"5\") @Max(5) int v",
                "@Query @Default(\"5\") List<@Max(4) Integer> v",
                "@Query @Default(\"x\") @Email String v",
                "@Params @Valid @NotNull Page v",
                "@Attribute @Nullable @Null String v",
                "@Attribute @Valid Generic<String> v",
                "@Attribute Map<@NotBlank ? extends CharSequence, ? extends @Positive Number> v",
                "@Attribute List<?> v",
                "@Body @Size(max = 5) byte[] v",
                "@Body @NotBlank CharSequence v",
                "@Attribute @Valid Unchecked v",
                "@Query @Documented int v",
                "@Query @OfInteger int v",
                "@Query Optional<@OfInteger Integer> v",
                "@Attribute @OfStrings List<String> v",
                "@Attribute @Valid OnWhole v"
            })
    void acceptsCorrectSource(String parameter) {
        boolean isOfAnotherKind = parameter.contains("Number");
        assertThat(compile(parameter).errors().isEmpty()).isEqualTo(!isOfAnotherKind);
    }

    @Test
    void messageNamesValueTypeAndRemedy() {
        assertThat(compile("@Query @Size(max = 3) int limit").errors().get(0).text())
                .isEqualTo("[IL701] @Size cannot check limit, which is int\n"
                        + "  tip: @Size is for text, collections, maps and arrays");
        assertThat(compile("@Query @Min(10) @Max(5) int limit").errors().get(0).text())
                .startsWith("[IL703] no value of limit can be valid: it must be at least 10 and at most 5\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(validatedBy = Typo.class) @interface Odd { MEMBERS }",
                "(validatedBy = {Typo.class, OddValidator.class}) @interface Odd { MEMBERS }",
                "(validatedBy = TYPO) @interface Odd { MEMBERS }",
                "(validatedBy = Typo.Inner.class) @interface Odd { MEMBERS }",
                "(validatedBy = \"OddValidator\") @interface Odd { MEMBERS }",
                "() @interface Odd { MEMBERS }",
                "(validatedBy = {}) @jakarta.validation.constraints.Max(TYPO) @interface Odd { MEMBERS }",
                "(validatedBy = {}) @jakarta.validation.constraints.Pattern(regexp = TYPO) @interface Odd { MEMBERS }",
                "(validatedBy = OddValidator.class) @interface Odd { Typo value() default @Typo; MEMBERS }",
                "(validatedBy = OddValidator.class) @interface Odd { Typo[] value() default {}; MEMBERS }",
                "(validatedBy = OddValidator.class) @interface Odd { Class<?> value() default Typo.class; MEMBERS }",
                "(validatedBy = OddValidator.class) @interface Odd { Thread.State value() default Thread.State.X; MEMBERS }",
                "(validatedBy = OddValidator.class) @interface Odd { int value(); MEMBERS }",
                "(validatedBy = TypoValidator.class) @interface Odd { MEMBERS }",
            })
    void missingClassIsNoInternalFailure(String constraint) {
        for (String use : List.of(
                "@Body Item body",
                "@Query @Odd int number",
                "@Query List<@Odd Integer> numbers",
                "@Query List<@jakarta.validation.constraints.Max(TYPO) Integer> numbers")) {
            Compilation compilation = Compilation.with(new RouterProcessor())
                    .compile(Source.of(ODD.replace("PARAMETER_HERE", use)
                            .replace("CONSTRAINT_HERE", constraint)
                            .replace("MEMBERS", """
                                    String message() default "";
                                    Class<?>[] groups() default {};
                                    Class<? extends Payload>[] payload() default {};
                                    """)));
            assertWithMessage(use).that(compilation.errors()).isNotEmpty();
            compilation
                    .errors()
                    .forEach(error -> assertWithMessage(use).that(error.text()).doesNotContain("IL000"));
        }
    }

    private static final String ODD = """
            package shop;
            import dev.interlock.annotation.*;
            import jakarta.validation.*;
            import java.lang.annotation.*;
            import java.util.List;
            @HttpApp(controllers = Api.class)
            @Controller
            final class Api {
              @Post String a(PARAMETER_HERE) { return ""; }
              record Item(@Odd int number, List<@Odd Integer> numbers) {}
              @Retention(RetentionPolicy.RUNTIME) @Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.TYPE_USE})
              @Constraint CONSTRAINT_HERE
              static class OddValidator implements ConstraintValidator<Odd, Integer> {
                @Override public boolean isValid(Integer value, ConstraintValidatorContext context) { return true; }
              }
              static class TypoValidator implements ConstraintValidator<Odd, Typo> {
                @Override public boolean isValid(Typo value, ConstraintValidatorContext context) { return true; }
              }
            }
            """;

    private static Compilation compile(String parameter) {
        return Compilation.with(new RouterProcessor()).compile(Source.of("""
                        package shop;
                        import dev.interlock.annotation.*;
                        import jakarta.validation.*;
                        import jakarta.validation.constraints.*;
                        import jakarta.validation.groups.ConvertGroup;
                        import java.lang.annotation.Retention;
                        import java.lang.annotation.RetentionPolicy;
                        import java.math.*;
                        import java.time.*;
                        import java.util.*;
                        import java.util.concurrent.Flow;
                        import org.jspecify.annotations.Nullable;
                        @HttpApp(controllers = Api.class)
                        @Controller
                        final class Api {
                          @Post String a(%s) { return ""; }
                          record Page(@Query int from) {}
                          record Sizes(@Query @Size(max = 1) int from) {}
                          record Wrong(@Size(max = 1) int from) { static Wrong of(String text) { return new Wrong(1); } }
                          record Fine(@Positive int number) { static Fine of(String text) { return new Fine(1); } }
                          record Generic<T>(@NotNull T value, List<@NotNull T> all) {}
                          static final class Closed { @Min(1) private int number; private int number() { return number; } }
                          record Whole(@NotNull dev.interlock.http.Request request) {}
                          static final class Throwing {
                            @AssertTrue boolean isFine() throws java.io.IOException { return true; }
                          }
                          interface Above { @NotNull String name() throws Exception; }
                          interface ThrowingAbove extends Above { @Override String name() throws InterruptedException; }
                          record ThrowingParameters(@Query int from) {
                            @AssertTrue boolean isFine() throws Exception { return true; }
                          }
                          static final class Unchecked {
                            @Min(1) private int number;
                            int number() throws IllegalStateException { return number; }
                          }
                          @NotNull record OnClass(@Max(1) int number) {}
                          @NotNull interface Named { String name(); }
                          record OnInterface(@Size(max = 1) String name) implements Named {}
                          @NotNull record OnParameters(@Query int from) {}
                          @NotNull @Constraint(validatedBy = {}) @Retention(RetentionPolicy.RUNTIME)
                          @interface OfNothing {
                            String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          @OfNothing record OnNothing(@Max(1) int number) {}
                          @NotNull @Constraint(validatedBy = WholeValidator.class) @Retention(RetentionPolicy.RUNTIME)
                          @interface OfWhole {
                            String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          static class WholeValidator implements ConstraintValidator<OfWhole, Object> {
                            @Override public boolean isValid(Object value, ConstraintValidatorContext context) { return true; }
                          }
                          @OfWhole record OnWhole(int number) {}
                          @Null @Constraint(validatedBy = NullValidator.class) @Retention(RetentionPolicy.RUNTIME)
                          @interface OfNull {
                            String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          static class NullValidator implements ConstraintValidator<OfNull, Object> {
                            @Override public boolean isValid(Object value, ConstraintValidatorContext context) { return true; }
                          }
                          @OfNull record OnNull(int number) {}
                          @Constraint(validatedBy = {}) @Min(1) @Retention(RetentionPolicy.RUNTIME) @interface Bare {}
                          @Constraint(validatedBy = {}) @Min(1) @Retention(RetentionPolicy.RUNTIME)
                          @interface WithoutMessage { Class<?>[] groups() default {}; }
                          @Constraint(validatedBy = {}) @Min(1) @Retention(RetentionPolicy.RUNTIME)
                          @interface WithNumber { int message() default 1; Class<?>[] groups() default {}; }
                          @Constraint(validatedBy = IntegerValidator.class) @Retention(RetentionPolicy.RUNTIME)
                          @java.lang.annotation.Target({
                            java.lang.annotation.ElementType.PARAMETER, java.lang.annotation.ElementType.TYPE_USE
                          })
                          @interface OfInteger {
                            String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          static class IntegerValidator implements ConstraintValidator<OfInteger, Integer> {
                            @Override public boolean isValid(Integer value, ConstraintValidatorContext context) { return true; }
                          }
                          @Constraint(validatedBy = IntegerValidator.class) @Retention(RetentionPolicy.RUNTIME)
                          @interface OfOther {
                            String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          @Constraint(validatedBy = StringsValidator.class) @Retention(RetentionPolicy.RUNTIME)
                          @interface OfStrings {
                            String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          static class StringsValidator implements ConstraintValidator<OfStrings, List<String>> {
                            @Override public boolean isValid(List<String> value, ConstraintValidatorContext context) { return true; }
                          }
                          @Constraint(validatedBy = {NumberValidator.class, ComparableValidator.class}) @Retention(RetentionPolicy.RUNTIME)
                          @interface Ambiguous {
                            String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          static class NumberValidator implements ConstraintValidator<Ambiguous, Number> {
                            @Override public boolean isValid(Number value, ConstraintValidatorContext context) { return true; }
                          }
                          static class ComparableValidator implements ConstraintValidator<Ambiguous, Comparable<Integer>> {
                            @Override public boolean isValid(Comparable<Integer> value, ConstraintValidatorContext context) { return true; }
                          }
                          @Constraint(validatedBy = AbstractValidator.class) @Retention(RetentionPolicy.RUNTIME)
                          @interface ByAbstract {
                            String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          abstract static class AbstractValidator implements ConstraintValidator<ByAbstract, Integer> {
                            @Override public boolean isValid(Integer value, ConstraintValidatorContext context) { return true; }
                          }
                          @Constraint(validatedBy = InnerValidator.class) @Retention(RetentionPolicy.RUNTIME)
                          @interface ByInner {
                            String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          class InnerValidator implements ConstraintValidator<ByInner, Integer> {
                            @Override public boolean isValid(Integer value, ConstraintValidatorContext context) { return true; }
                          }
                          @Constraint(validatedBy = PrivateValidator.class) @Retention(RetentionPolicy.RUNTIME)
                          @interface ByPrivate {
                            String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          private static class PrivateValidator implements ConstraintValidator<ByPrivate, Integer> {
                            @Override public boolean isValid(Integer value, ConstraintValidatorContext context) { return true; }
                          }
                          @Constraint(validatedBy = HiddenValidator.class) @Retention(RetentionPolicy.RUNTIME)
                          @interface ByHidden {
                            String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          static class HiddenValidator implements ConstraintValidator<ByHidden, Integer> {
                            private HiddenValidator() {}
                            @Override public boolean isValid(Integer value, ConstraintValidatorContext context) { return true; }
                          }
                          @Constraint(validatedBy = ThrowingValidator.class) @Retention(RetentionPolicy.RUNTIME)
                          @interface ByThrowing {
                            String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          static class ThrowingValidator implements ConstraintValidator<ByThrowing, Integer> {
                            ThrowingValidator() throws Exception {}
                            @Override public boolean isValid(Integer value, ConstraintValidatorContext context) { return true; }
                          }
                          @Constraint(validatedBy = ParameterValidator.class) @Retention(RetentionPolicy.RUNTIME)
                          @interface ByParameter {
                            String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          static class ParameterValidator implements ConstraintValidator<ByParameter, Integer> {
                            ParameterValidator(int number) {}
                            @Override public boolean isValid(Integer value, ConstraintValidatorContext context) { return true; }
                          }
                          @Constraint(validatedBy = CrossValidator.class) @Retention(RetentionPolicy.RUNTIME)
                          @interface Cross {
                            String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          @jakarta.validation.constraintvalidation.SupportedValidationTarget(
                              jakarta.validation.constraintvalidation.ValidationTarget.PARAMETERS)
                          static class CrossValidator implements ConstraintValidator<Cross, Object[]> {
                            @Override public boolean isValid(Object[] value, ConstraintValidatorContext context) { return true; }
                          }
                          @Constraint(validatedBy = FleetingValidator.class) @Retention(RetentionPolicy.CLASS)
                          @interface Fleeting {
                            String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          static class FleetingValidator implements ConstraintValidator<Fleeting, Integer> {
                            @Override public boolean isValid(Integer value, ConstraintValidatorContext context) { return true; }
                          }
                          @Constraint(validatedBy = OfHiddenValidator.class) @Retention(RetentionPolicy.RUNTIME)
                          private @interface Hidden {
                            String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          static class OfHiddenValidator implements ConstraintValidator<Hidden, Integer> {
                            @Override public boolean isValid(Integer value, ConstraintValidatorContext context) { return true; }
                          }
                          private enum Kind { A }
                          @Constraint(validatedBy = KindValidator.class) @Retention(RetentionPolicy.RUNTIME)
                          @interface OfHidden {
                            Kind value(); String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          static class KindValidator implements ConstraintValidator<OfHidden, Integer> {
                            @Override public boolean isValid(Integer value, ConstraintValidatorContext context) { return true; }
                          }
                          @Constraint(validatedBy = OfNoKindsValidator.class) @Retention(RetentionPolicy.RUNTIME)
                          @interface OfNoKinds {
                            Kind[] value() default {}; String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          static class OfNoKindsValidator implements ConstraintValidator<OfNoKinds, Integer> {
                            @Override public boolean isValid(Integer value, ConstraintValidatorContext context) { return true; }
                          }
                          @Constraint(validatedBy = OfNoClassesValidator.class) @Retention(RetentionPolicy.RUNTIME)
                          @interface OfNoClasses {
                            Class<? extends Kind>[] value() default {}; String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          static class OfNoClassesValidator implements ConstraintValidator<OfNoClasses, Integer> {
                            @Override public boolean isValid(Integer value, ConstraintValidatorContext context) { return true; }
                          }
                          @Constraint(validatedBy = OfNoInnerValidator.class) @Retention(RetentionPolicy.RUNTIME)
                          @interface OfNoInner {
                            Inner inner() default @Inner; String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          static class OfNoInnerValidator implements ConstraintValidator<OfNoInner, Integer> {
                            @Override public boolean isValid(Integer value, ConstraintValidatorContext context) { return true; }
                          }
                          @interface Inner { Kind[] value() default {}; }
                          @Retention(RetentionPolicy.RUNTIME) @interface Documented {}
                          @Constraint(validatedBy = {}) @Min(value = 1, groups = Page.class) @Retention(RetentionPolicy.RUNTIME)
                          @interface Grouped {
                            String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          @Constraint(validatedBy = {}) @Retention(RetentionPolicy.RUNTIME)
                          @interface Empty {
                            String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                          @Constraint(validatedBy = {}) @Size @Retention(RetentionPolicy.RUNTIME)
                          @interface Overriding {
                            @OverridesAttribute(constraint = Size.class) int max() default 1;
                            String message() default "";
                            Class<?>[] groups() default {};
                            Class<? extends Payload>[] payload() default {};
                          }
                        }
                        """.formatted(parameter)));
    }
}
