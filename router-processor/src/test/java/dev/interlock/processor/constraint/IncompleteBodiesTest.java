package dev.interlock.processor.constraint;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests that the methods and validators of an application are not called for a value with missing members. If they were
 * called, they could throw, and other violations would not be reported.
 */
class IncompleteBodiesTest {
    private static final String API = """
            package shop;

            @dev.interlock.annotation.HttpApp(controllers = Trips.class)
            public final class Api {}
            """;

    private static final String CONSTRAINT = """

            @Constraint(validatedBy = %1$sValidator.class) @Retention(RetentionPolicy.RUNTIME)
            @Target({ElementType.PARAMETER, ElementType.TYPE_USE})
            @interface %1$s {
              String message() default "%2$s";
              Class<?>[] groups() default {};
              Class<? extends Payload>[] payload() default {};
            }

            final class %1$sValidator implements ConstraintValidator<%1$s, %3$s> {
              @Override public boolean isValid(%3$s value, ConstraintValidatorContext context) { return %4$s; }
            }
            """;

    private static final String TRIPS = """
            package shop;

            import dev.interlock.annotation.*;
            import io.avaje.jsonb.Json;
            import jakarta.validation.*;
            import jakarta.validation.constraints.*;
            import java.lang.annotation.*;
            import java.math.BigDecimal;
            import java.util.*;
            import org.jspecify.annotations.Nullable;

            @Controller("/")
            public final class Trips {
              @Json record Sum(@Size(max = 3) String name, BigDecimal a, BigDecimal b) {
                @Positive BigDecimal getTotal() { return a.add(b); }
                @AssertTrue boolean isFine() { return a.signum() > 0; }
              }
              @Json record Product(@Size(max = 3) String name, int a, int b) {
                @Positive int getTotal() { return a * b; }
              }
              @Json record Stay(@Size(max = 3) String name, Integer from, Integer to) {}
              @Json record Trip(@Size(max = 3) String name, @Ordered Stay stay, @Unique List<Stay> all) {}
              @Json record Text(@Size(max = 3) String name, @Brief String text, @Brief @Nullable String other, @Even Integer n) {}
              @Json record Codes(@Size(max = 3) String name, @Code String code, @Code @Nullable String other) {}

              @Post("/sum") String sum(@Body Sum body) { return "ok"; }
              @Post("/product") String product(@Body Product body) { return "ok"; }
              @Post("/stay") String stay(@Body @Ordered Stay body) { return "ok"; }
              @Post("/stays") String stays(@Body List<@Ordered Stay> body) { return "ok"; }
              @Post("/trip") String trip(@Body Trip body) { return "ok"; }
              @Post("/text") String text(@Body Text body) { return "ok"; }
              @Post("/codes") String codes(@Body Codes body) { return "ok"; }
            }

            @Constraint(validatedBy = CodeValidator.class) @Retention(RetentionPolicy.RUNTIME) @ReportAsSingleViolation
            @NotBlank
            @interface Code {
              String message() default "must be a code";
              Class<?>[] groups() default {};
              Class<? extends Payload>[] payload() default {};
            }

            final class CodeValidator implements ConstraintValidator<Code, String> {
              @Override public boolean isValid(String value, ConstraintValidatorContext context) {
                return value.startsWith("A");
              }
            }
            """
            + CONSTRAINT.formatted("Ordered", "must be in order", "Trips.Stay", "value.from() <= value.to()")
            + CONSTRAINT.formatted("Brief", "must be short", "String", "value.length() < 3")
            + CONSTRAINT.formatted("Even", "must be even", "Integer", "value % 2 == 0")
            + """

            @Constraint(validatedBy = ListValidator.class) @Retention(RetentionPolicy.RUNTIME)
            @interface Unique {
              String message() default "must be unique";
              Class<?>[] groups() default {};
              Class<? extends Payload>[] payload() default {};
            }

            final class ListValidator implements ConstraintValidator<Unique, List<Trips.Stay>> {
              @Override public boolean isValid(List<Trips.Stay> value, ConstraintValidatorContext context) {
                return value.stream().map(it -> it.name().strip()).distinct().count() == value.size();
              }
            }
            """;

    private static RunningApp jsonb;
    private static RunningApp jackson;

    @BeforeAll
    static void compile() throws Exception {
        jsonb = RunningApp.withJson(API, TRIPS);
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Werror", "-Xlint:-auxiliaryclass")
                .hide("io.avaje")
                .compile(
                        Source.of(API),
                        Source.of(
                                TRIPS.replace("import io.avaje.jsonb.Json;", "").replaceAll("@Json\\s", "")));
        assertThat(compilation.complaints()).isEmpty();
        jackson = RunningApp.load(compilation);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /sum     | {"name":"abcd","a":2}                                    | /b must be given; /name must have at most 3 characters
            /sum     | {"name":"abc","a":2,"b":-3}                              | /total must be greater than 0
            /product | {"name":"abcd","a":2}                                    | /b must be given; /name must have at most 3 characters
            /product | {"name":"abcd","a":2,"b":0}                              | /name must have at most 3 characters; /total must be greater than 0
            /stay    | {"name":"abcd","from":1}                                 | /to must be given; /name must have at most 3 characters
            /stay    | {"name":"abc","from":1,"to":0}                           |  must be in order
            /stays   | [{"name":"abcd","from":1},{"name":"a","from":1,"to":0}]  | /0/to must be given; /0/name must have at most 3 characters
            /stays   | [{"name":"a","from":1,"to":0}]                           | /0 must be in order
            /trip    | {"name":"abcd","stay":{"name":"a","from":1},"all":[{"from":1,"to":2}]} | /stay/to must be given; /all/0/name must be given; /name must have at most 3 characters
            /trip    | {"name":"abc","stay":{"name":"a","from":2,"to":1},"all":[{"name":"a","from":1,"to":2},{"name":"a","from":1,"to":2}]} | /stay must be in order; /all must be unique
            /text    | {"name":"abcd","other":"abc","n":1}                      | /text must be given; /name must have at most 3 characters; /other must be short; /n must be even
            /text    | {"name":"abcd","text":"abc"}                             | /n must be given; /name must have at most 3 characters; /text must be short
            /codes   | {"name":"abcd"}                                          | /code must be given; /name must have at most 3 characters
            /codes   | {"code":"B","other":" "}                                 | /name must be given; /code must be a code; /other must be a code
            """)
    void checksRemainingMembers(String path, String body, String violations) throws Exception {
        for (RunningApp app : new RunningApp[] {jsonb, jackson}) {
            ReceivedResponse response = app.send("POST", path, body, "content-type: application/json");
            assertThat(errors(response)).isEqualTo(violations.strip());
            assertThat(response.status()).isEqualTo(422);
        }
    }

    private static String errors(ReceivedResponse response) {
        String body = response.body();
        int from = body.indexOf("\"errors\":[{\"pointer\":\"");
        assertThat(from).isAtLeast(0);
        return body.substring(from, body.indexOf("\"}]", from))
                .replace("\"errors\":[{\"pointer\":\"", "")
                .replace("\"},{\"pointer\":\"", "; ")
                .replace("\",\"detail\":\"", " ")
                .strip();
    }
}
