package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tests all ways in which generated code creates and shares validators. Generated code must compile without a warning.
 */
final class ValidatorsClassTest {
    private static final String MEMBERS = """
            Class<?>[] groups() default {};
            Class<? extends Payload>[] payload() default {};
            """;

    /** Number of handlers. Each has ten validators. All these validators together do not fit in one class. */
    private static final int HANDLERS = 21;

    /** Number of annotations that have many values. The validators for them do not fit in one class. */
    private static final int LONG_ANNOTATIONS = 40;

    private static final String SHOP = """
            package shop;

            import dev.interlock.annotation.*;
            import io.avaje.jsonb.Json;
            import jakarta.validation.*;
            import jakarta.validation.constraints.*;
            import java.lang.annotation.*;
            import java.util.*;

            @HttpApp(controllers = Api.class)
            @Controller("/")
            public final class Api {
              @Json record A(int from, int to) implements Range {}
              @Json record B(int from, int to) implements Range {}
              @Json record Named<T>(@Given T name) {}

              @Post("/a") String a(@Body A body) { return "ok"; }
              @Post("/b") String b(@Body B body) { return "ok"; }
              @Post("/texts") String texts(@Body Named<String> body) { return "ok"; }
              @Post("/ids") String ids(@Body Named<UUID> body) { return "ok"; }
              @Get("/id") String id(@Query @Id String text, @Query @Id UUID id, @Query @Id int number) { return "ok"; }
              @Get("/any") String any(@Query @AnyOf({@Pattern(regexp = "a+"), @Pattern(regexp = "b+")}) String text) { return "ok"; }
              @Get("/lists") String lists(@Query @NotBlank.List({@NotBlank}) String text) { return "ok"; }
              @Get("/raw") String raw(@Query @OfEnums String text, @Query @Holding(@Held) String other) { return "ok"; }
              @Get("/old") String old(@Query @OfOld String text) { return "ok"; }
              MANY
              LONG
            }

            @Constraint(validatedBy = OneOfValidator.class) @Retention(RetentionPolicy.RUNTIME)
            @interface OneOf {
              String[] value(); char[] chars() default {}; long[] longs() default {};
              String message() default "must be known";
              MEMBERS
            }

            final class OneOfValidator implements ConstraintValidator<OneOf, String> {
              private Set<String> all;
              @Override public void initialize(OneOf annotation) { all = Set.of(annotation.value()); }
              @Override public boolean isValid(String value, ConstraintValidatorContext context) { return all.contains(value); }
            }

            @Ordered interface Range { int from(); int to(); }

            @Constraint(validatedBy = OrderedValidator.class) @Retention(RetentionPolicy.RUNTIME)
            @interface Ordered { String message() default "must be in order"; MEMBERS }

            final class OrderedValidator implements ConstraintValidator<Ordered, Range> {
              @Override public boolean isValid(Range value, ConstraintValidatorContext context) {
                return value.from() <= value.to();
              }
            }

            @Constraint(validatedBy = GivenValidator.class) @Retention(RetentionPolicy.RUNTIME)
            @interface Given { String message() default "must be something"; MEMBERS }

            final class GivenValidator implements ConstraintValidator<Given, Object> {
              @Override public boolean isValid(Object value, ConstraintValidatorContext context) {
                return value != null && !value.toString().startsWith("0");
              }
            }

            @Constraint(validatedBy = {}) @Retention(RetentionPolicy.RUNTIME) @Given
            @interface Id { String message() default ""; MEMBERS }

            @Constraint(validatedBy = AnyOfValidator.class) @Retention(RetentionPolicy.RUNTIME)
            @interface AnyOf {
              Pattern[] value();
              String message() default "must match one of both";
              MEMBERS
            }

            final class AnyOfValidator implements ConstraintValidator<AnyOf, String> {
              private Pattern[] all;
              @Override public void initialize(AnyOf annotation) { all = annotation.value(); }
              @Override public boolean isValid(String value, ConstraintValidatorContext context) {
                return Arrays.stream(all).anyMatch(it -> value.matches(it.regexp()));
              }
            }

            @Constraint(validatedBy = OfEnumsValidator.class) @Retention(RetentionPolicy.RUNTIME)
            @interface OfEnums {
              @SuppressWarnings("rawtypes") Class<? extends Enum>[] value() default {};
              String message() default "must be any";
              MEMBERS
            }

            final class OfEnumsValidator implements ConstraintValidator<OfEnums, String> {
              @Override public boolean isValid(String value, ConstraintValidatorContext context) { return value.isEmpty(); }
            }

            @Deprecated enum Old { A }

            @Constraint(validatedBy = OfOldValidator.class) @Retention(RetentionPolicy.RUNTIME)
            @interface OfOld {
              @SuppressWarnings("deprecation") Old[] value() default {};
              String message() default "must be old";
              MEMBERS
            }

            final class OfOldValidator implements ConstraintValidator<OfOld, String> {
              @Override public boolean isValid(String value, ConstraintValidatorContext context) { return value.isEmpty(); }
            }

            @interface Held { @SuppressWarnings("rawtypes") Class<? extends List> value() default ArrayList.class; }

            @Constraint(validatedBy = HoldingValidator.class) @Retention(RetentionPolicy.RUNTIME)
            @interface Holding { Held value(); String message() default "must hold"; MEMBERS }

            final class HoldingValidator implements ConstraintValidator<Holding, String> {
              private int least;
              @Override public void initialize(Holding annotation) {
                least = annotation.value().value().getSimpleName().length();
              }
              @Override public boolean isValid(String value, ConstraintValidatorContext context) {
                return value.length() >= least;
              }
            }

            @Constraint(validatedBy = MultipleValidator.class) @Retention(RetentionPolicy.RUNTIME)
            @interface Multiple { int of(); String message() default "must be a multiple of {of}"; MEMBERS }

            final class MultipleValidator implements ConstraintValidator<Multiple, Integer> {
              private int of;
              @Override public void initialize(Multiple annotation) { of = annotation.of(); }
              @Override public boolean isValid(Integer value, ConstraintValidatorContext context) { return value % of == 0; }
            }
            """;

    private static RunningApp app;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        String many = IntStream.range(0, HANDLERS)
                .mapToObj(ValidatorsClassTest::handler)
                .collect(Collectors.joining("\n"));
        String longOnes = IntStream.range(0, LONG_ANNOTATIONS)
                .mapToObj(ValidatorsClassTest::longAnnotation)
                .collect(Collectors.joining("\n"));
        app = RunningApp.withJson(
                SHOP.replace("MEMBERS", MEMBERS).replace("MANY", many).replace("LONG", longOnes));
    }

    /**
     * Returns a handler with a constraint that has 249 texts. If the number is odd, the constraint also has characters
     * and numbers.
     */
    private static String longAnnotation(int number) {
        String values = list("\"v%d_%%d\"".formatted(number));
        String others = number % 2 == 0 ? "" : ", chars = {" + list("'x'") + "}, longs = {" + list("%dL") + "}";
        return "@Get(\"/long/%1$d\") String long%1$d(@Query @OneOf(value = {%2$s}%3$s) String text) { return \"ok\"; }"
                .formatted(number, values, others);
    }

    private static String list(String format) {
        return IntStream.range(0, 249).mapToObj(format::formatted).collect(Collectors.joining(", "));
    }

    private static String handler(int number) {
        String parameters = IntStream.range(0, 10)
                .mapToObj(i -> "@Query @Multiple(of = %d) int a%d".formatted(of(number, i), i))
                .collect(Collectors.joining(", "));
        return "@Get(\"/many/%1$d\") String many%1$d(%2$s) { return \"ok\"; }".formatted(number, parameters);
    }

    private static int of(int handler, int parameter) {
        return handler * 10 + parameter + 1;
    }

    private static ReceivedResponse post(String path, String json) throws Exception {
        return app.send("POST", path, json, "content-type: application/json");
    }

    @Test
    void constraintOnInterfaceChecksSeveralTypes() throws Exception {
        for (String path : new String[] {"/a", "/b"}) {
            assertThat(post(path, "{\"from\":1,\"to\":2}").body()).isEqualTo("ok");
            assertThat(post(path, "{\"from\":2,\"to\":1}").body()).contains("must be in order");
        }
    }

    @Test
    void genericMemberHasSeveralTypes() throws Exception {
        String id = "11111111-1111-1111-1111-111111111111";
        assertThat(post("/texts", "{\"name\":\"1\"}").body()).isEqualTo("ok");
        assertThat(post("/texts", "{\"name\":\"0\"}").body()).contains("must be something");
        assertThat(post("/ids", "{\"name\":\"" + id + "\"}").body()).isEqualTo("ok");
        assertThat(post("/ids", "{\"name\":\"" + id.replace('1', '0') + "\"}").body())
                .contains("must be something");
    }

    @Test
    void composedConstraintChecksSeveralTypes() throws Exception {
        String id = "11111111-1111-1111-1111-111111111111";
        assertThat(app.get("/id?text=1&number=1&id=" + id).body()).isEqualTo("ok");
        for (String query : new String[] {"text=0&number=1&id=" + id, "text=1&number=0&id=" + id}) {
            assertThat(app.get("/id?" + query).body()).contains("must be something");
        }
        assertThat(app.get("/id?text=1&number=1&id=" + id.replace('1', '0')).body())
                .contains("must be something");
    }

    @Test
    void distinguishesConstraintFromListOfConstraints() throws Exception {
        assertThat(app.get("/any?text=aa").body()).isEqualTo("ok");
        assertThat(app.get("/any?text=bb").body()).isEqualTo("ok");
        assertThat(app.get("/any?text=ab").body()).contains("must match one of both");
        assertThat(app.get("/lists?text=%20").body()).contains("must not be blank");
    }

    @Test
    void acceptsRawTypesInAnnotation() throws Exception {
        assertThat(app.get("/raw?text=&other=123456789").body()).isEqualTo("ok");
        assertThat(app.get("/raw?text=&other=12345678").body()).contains("must hold");
    }

    @Test
    void acceptsDeprecatedTypesInAnnotation() throws Exception {
        assertThat(app.get("/old?text=").body()).isEqualTo("ok");
        assertThat(app.get("/old?text=a").body()).contains("must be old");
    }

    @Test
    void acceptsManyValidators() throws Exception {
        for (int handler = 0; handler < HANDLERS; handler++) {
            int number = handler;
            String query = IntStream.range(0, 10)
                    .mapToObj(i -> "a%d=%d".formatted(i, of(number, i)))
                    .collect(Collectors.joining("&"));
            assertThat(app.get("/many/" + handler + "?" + query).body()).isEqualTo("ok");
        }
        String last = IntStream.range(0, 10).mapToObj("a%d=211"::formatted).collect(Collectors.joining("&"));
        assertThat(app.get("/many/20?" + last).body()).contains("must be a multiple of 210");
    }

    @Test
    void acceptsAnnotationsWithManyValues() throws Exception {
        for (int number = 0; number < LONG_ANNOTATIONS; number++) {
            String path = "/long/" + number + "?text=";
            assertThat(app.get(path + "v" + number + "_248").body()).isEqualTo("ok");
            assertThat(app.get(path + "v" + number + "_249").body()).contains("must be known");
        }
    }
}
