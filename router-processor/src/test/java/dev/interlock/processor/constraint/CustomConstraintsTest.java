package dev.interlock.processor.constraint;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.testing.AllocationProbe;
import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests constraints whose validators belong to the application, on values and on classes. */
class CustomConstraintsTest {
    private static final String API = """
            package shop;

            @dev.interlock.annotation.HttpApp(controllers = Shop.class)
            public final class Api {}
            """;

    private static final String MEMBERS = """
            Class<?>[] groups() default {};
            Class<? extends Payload>[] payload() default {};
            """;

    private static final String SHOP = """
            package shop;

            import dev.interlock.annotation.*;
            import io.avaje.jsonb.Json;
            import jakarta.validation.*;
            import jakarta.validation.constraints.*;
            import java.lang.annotation.*;
            import java.time.DayOfWeek;
            import java.util.*;
            import org.jspecify.annotations.Nullable;

            @Controller("/")
            public final class Shop {
              private static final byte[] OK = {'o', 'k'};

              @Get("/multiple/{id}")
              byte[] multiple(@Multiple(of = 3) long id, @Query @Multiple(of = 2) int count) { return OK; }

              @Get("/sku")
              byte[] sku(@Query @Sku CharSequence any, @Query @Sku @Nullable String one, @Query List<@Sku String> all) {
                return OK;
              }

              @Get("/text") byte[] text(@Query @Sku CharSequence text) { return OK; }
              @Get("/given") byte[] given(@Query @Given @Nullable String text) { return OK; }
              @Get("/single") byte[] single(@Query @Code @Nullable String code) { return OK; }
              @Get("/named") byte[] named(@Query @Name @Nullable String name) { return OK; }
              @Post("/passwords") byte[] passwords(@Body Passwords passwords) { return OK; }
              @Post("/users") byte[] users(@Body Users users) { return OK; }
              @Get("/both") byte[] both(@Query @Both String text) { return OK; }
              @Get("/days") byte[] days(@Params Days days) { return OK; }
              @Post("/both-days") byte[] both(@Query @Max(9) int id, @Params Days days, @Body Range range) { return OK; }
              @Post("/strict-days") byte[] strict(@Params Strict days, @Body Passwords passwords) { return OK; }
              @Post("/text-days") byte[] text(@Params Days days, @Body @Size(max = 3) String text) { return OK; }
              @Get("/failing") byte[] failing(@Query @Failing String text) { return OK; }
              @Get("/silent") byte[] silent(@Query @Silent String text) { return OK; }
              @Get("/kinds") String kinds(@Query @KINDS int number) { return Report.text; }
              @Post("/range") byte[] range(@Body Range range) { return OK; }
              @Post("/order") byte[] order(@Body Order order) { return OK; }

              @Ordered record Days(@Query int from, @Query int to) implements Interval {}

              record Strict(@Query int from, @Query int to) {
                Strict { if (from > to) { throw new IllegalArgumentException(); } }
              }

              @Json record Range(@Positive int from, int to) implements Limited {}
              @Json record Order(List<@Valid Range> ranges, @Valid @Nullable Order next) {}

              @Ordered interface Limited extends Interval {}

              @Json @Same record Passwords(String a, String b) {}
              @Json record Users(List<@Valid Passwords> passwords, @Name String name, @Nullable @Outer String other) {}
            }

            @Constraint(validatedBy = SameValidator.class) @Retention(RetentionPolicy.RUNTIME) @ReportAsSingleViolation
            @interface Same {
              String message() default "must match";
              MEMBERS
            }

            final class SameValidator implements ConstraintValidator<Same, Shop.Passwords> {
              @Override public boolean isValid(Shop.Passwords value, ConstraintValidatorContext context) {
                if (value.a().equals(value.b())) { return true; }
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate("must be the same").addPropertyNode("b").addConstraintViolation();
                return false;
              }
            }

            @Constraint(validatedBy = NameValidator.class) @Retention(RetentionPolicy.RUNTIME) @ReportAsSingleViolation
            @NotBlank @Size(max = 5)
            @interface Name {
              String message() default "must be a name";
              MEMBERS
            }

            final class NameValidator implements ConstraintValidator<Name, String> {
              @Override public boolean isValid(String value, ConstraintValidatorContext context) {
                if (value.equals("odd")) { return false; }
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate("must not be " + value.length()).addConstraintViolation();
                return value.length() != 4;
              }
            }

            @Constraint(validatedBy = {}) @Retention(RetentionPolicy.RUNTIME) @ReportAsSingleViolation @Name
            @interface Outer {
              String message() default "must be another name";
              MEMBERS
            }

            interface Interval { int from(); int to(); }

            @Constraint(validatedBy = {OfInteger.class, OfNumber.class}) @Retention(RetentionPolicy.RUNTIME)
            @interface Multiple {
              int of();
              String message() default "must be a multiple of {of}";
              MEMBERS
            }

            class OfNumber implements ConstraintValidator<Multiple, Number> {
              private int of;
              @Override public void initialize(Multiple annotation) { of = annotation.of(); }
              @Override public boolean isValid(Number value, ConstraintValidatorContext context) {
                return value.longValue() % of == 0;
              }
            }

            final class OfInteger implements ConstraintValidator<Multiple, Integer> {
              private int of;
              @Override public void initialize(Multiple annotation) { of = annotation.of(); }
              @Override public boolean isValid(Integer value, ConstraintValidatorContext context) {
                if (value % of == 0) { return true; }
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate("is no int \\\\{{of}\\\\} {other}").addConstraintViolation();
                return false;
              }
            }

            @Constraint(validatedBy = SkuValidator.class) @Retention(RetentionPolicy.RUNTIME)
            @Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE})
            @interface Sku {
              String message() default "must be an article number";
              MEMBERS
            }

            final class SkuValidator implements ConstraintValidator<Sku, CharSequence> {
              @Override public boolean isValid(CharSequence value, ConstraintValidatorContext context) {
                return value == null || (value.length() == 3 && value.charAt(0) == 'A');
              }
            }

            @Constraint(validatedBy = GivenValidator.class) @Retention(RetentionPolicy.RUNTIME)
            @interface Given {
              String message() default "must be given";
              MEMBERS
            }

            final class GivenValidator implements ConstraintValidator<Given, Object> {
              @Override public boolean isValid(Object value, ConstraintValidatorContext context) { return value != null; }
            }

            @Constraint(validatedBy = SkuOfCode.class) @Retention(RetentionPolicy.RUNTIME) @ReportAsSingleViolation
            @NotBlank @Size(max = 3)
            @interface Code {
              String message() default "must be a code";
              MEMBERS
            }

            final class SkuOfCode implements ConstraintValidator<Code, String> {
              @Override public boolean isValid(String value, ConstraintValidatorContext context) {
                return value == null || value.startsWith("A");
              }
            }

            @Constraint(validatedBy = OfBoth.class) @Retention(RetentionPolicy.RUNTIME)
            @Size(max = 3) @Sku
            @interface Both {
              String message() default "must end in Z";
              MEMBERS
            }

            final class OfBoth implements ConstraintValidator<Both, String> {
              @Override public boolean isValid(String value, ConstraintValidatorContext context) {
                return value.endsWith("Z");
              }
            }

            @Constraint(validatedBy = OrderedValidator.class) @Retention(RetentionPolicy.RUNTIME)
            @interface Ordered {
              String message() default "must be in order";
              MEMBERS
            }

            final class OrderedValidator implements ConstraintValidator<Ordered, Interval> {
              @Override public boolean isValid(Interval value, ConstraintValidatorContext context) {
                if (value.to() > 100) {
                  context.buildConstraintViolationWithTemplate("must be small").addPropertyNode("to").addConstraintViolation()
                      .buildConstraintViolationWithTemplate("is odd").addPropertyNode("a").addPropertyNode("b/c").inIterable()
                      .atIndex(3).addConstraintViolation()
                      .buildConstraintViolationWithTemplate("is a key").addPropertyNode("map").addBeanNode().inIterable()
                      .atKey("k").addConstraintViolation()
                      .buildConstraintViolationWithTemplate("is held")
                      .addContainerElementNode("<map value>", Map.class, 1).inIterable().atKey("h").addPropertyNode("p")
                      .addConstraintViolation();
                }
                return value.from() <= value.to() && value.to() <= 100;
              }
            }

            @Constraint(validatedBy = FailingValidator.class) @Retention(RetentionPolicy.RUNTIME)
            @interface Failing {
              String message() default "fails";
              MEMBERS
            }

            final class FailingValidator implements ConstraintValidator<Failing, String> {
              @Override public boolean isValid(String value, ConstraintValidatorContext context) {
                throw new IllegalStateException(value);
              }
            }

            @Constraint(validatedBy = SilentValidator.class) @Retention(RetentionPolicy.RUNTIME)
            @interface Silent {
              String message() default "is silent";
              MEMBERS
            }

            final class SilentValidator implements ConstraintValidator<Silent, String> {
              @Override public boolean isValid(String value, ConstraintValidatorContext context) {
                context.disableDefaultConstraintViolation();
                return false;
              }
            }

            @Constraint(validatedBy = KindsValidator.class) @Retention(RetentionPolicy.RUNTIME)
            @interface Kinds {
              boolean a(); byte b(); char c(); short d(); int e(); long f(); float g(); double h();
              String i(); Class<?> j(); DayOfWeek k(); Named l();
              int[] m(); String[] n(); Class<? extends Number>[] o(); DayOfWeek[] p(); Named[] q(); double[] r() default {};
              String message() default "";
              MEMBERS
            }

            @interface Named { String value() default "n\\u00e9 \\" \\\\ $T"; }

            @KINDS
            final class KindsValidator implements ConstraintValidator<Kinds, Integer> {
              @Override public void initialize(Kinds made) {
                Kinds real = KindsValidator.class.getAnnotation(Kinds.class);
                Report.text = made.equals(real) + " " + real.equals(made) + " " + (made.hashCode() == real.hashCode()) + " "
                    + made.annotationType().getSimpleName() + " " + made.equals(null) + " " + (made.n() == made.n()) + " "
                    + made.toString().startsWith("@shop.Kinds(a=true, b=-1, c=x");
              }
              @Override public boolean isValid(Integer value, ConstraintValidatorContext context) { return true; }
            }

            final class Report { static String text = ""; }
            """;

    private static final String KINDS = "@Kinds(a = true, b = -1, c = 'x', d = -2, e = Integer.MIN_VALUE,"
            + " f = Long.MIN_VALUE, g = Float.NaN, h = Double.POSITIVE_INFINITY, i = \"$L \\\"\", j = int[].class,"
            + " k = DayOfWeek.MONDAY, l = @Named, m = {1, 2}, n = {\"a\"}, o = {Integer.class, Long.class},"
            + " p = DayOfWeek.FRIDAY, q = {@Named(\"x\"), @Named})";

    private static RunningApp app;

    private static String source(String text) {
        return text.replace("MEMBERS", MEMBERS).replace("@KINDS", KINDS);
    }

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        app = RunningApp.withJson(API, source(SHOP));
    }

    private static void assertErrors(ReceivedResponse response, int status, String... errors) {
        assertThat(response.body()).contains("\"errors\":[" + String.join(",", errors) + "]");
        assertThat(response.status()).isEqualTo(status);
    }

    private static String query(String name, String detail) {
        return "{\"parameter\":\"%s\",\"in\":\"query\",\"detail\":\"%s\"}".formatted(name, detail);
    }

    private static String at(String pointer, String detail) {
        return "{\"pointer\":\"%s\",\"detail\":\"%s\"}".formatted(pointer, detail);
    }

    private static ReceivedResponse post(String path, String json) throws Exception {
        return app.send("POST", path, json, "content-type: application/json");
    }

    @Test
    void callsMostSpecificValidator() throws Exception {
        assertThat(app.get("/multiple/9?count=4").body()).isEqualTo("ok");
        assertErrors(
                app.get("/multiple/10?count=5"),
                400,
                "{\"parameter\":\"id\",\"in\":\"path\",\"detail\":\"must be a multiple of 3\"}",
                query("count", "is no int {2} {other}"));
    }

    @Test
    void callsValidatorsOfSupertypesAndElements() throws Exception {
        assertThat(app.get("/sku?any=A12&one=A12&all=A12&all=A13").body()).isEqualTo("ok");
        assertErrors(
                app.get("/sku?any=B12&one=B12&all=A12&all=B13"),
                400,
                query("any", "must be an article number"),
                query("one", "must be an article number"),
                "{\"parameter\":\"all\",\"in\":\"query\",\"pointer\":\"/1\",\"detail\":\"must be an article number\"}");
    }

    @Test
    void validatorDecidesAboutNull() throws Exception {
        assertThat(app.get("/sku?any=A12").body()).isEqualTo("ok");
        assertErrors(app.get("/given"), 400, query("text", "must be given"));
        assertThat(app.get("/given?text=").body()).isEqualTo("ok");
    }

    @Test
    void composedConstraintFailsAsOne() throws Exception {
        assertThat(app.get("/single?code=A1").body()).isEqualTo("ok");
        for (String target : new String[] {"/single", "/single?code=", "/single?code=A123", "/single?code=B"}) {
            assertErrors(app.get(target), 400, query("code", "must be a code"));
        }
    }

    @Test
    void validatorOfComposedConstraintChoosesMessages() throws Exception {
        assertThat(app.get("/named?name=abc").body()).isEqualTo("ok");
        for (String target : new String[] {"/named", "/named?name=", "/named?name=abcdef", "/named?name=odd"}) {
            assertErrors(app.get(target), 400, query("name", "must be a name"));
        }
        assertErrors(app.get("/named?name=abcd"), 400, query("name", "must not be 4"));
        assertThat(post("/passwords", "{\"a\":\"x\",\"b\":\"x\"}").body()).isEqualTo("ok");
        assertErrors(post("/passwords", "{\"a\":\"x\",\"b\":\"y\"}"), 422, at("/b", "must be the same"));
        assertErrors(
                post("/users", "{\"passwords\":[{\"a\":\"x\",\"b\":\"y\"}],\"name\":\"abcd\",\"other\":\"abcd\"}"),
                422,
                at("/passwords/0/b", "must be the same"),
                at("/name", "must not be 4"),
                at("/other", "must be another name"));
    }

    @Test
    void reportsEveryConstraint() throws Exception {
        assertThat(app.get("/both?text=A1Z").body()).isEqualTo("ok");
        assertErrors(
                app.get("/both?text=B123"),
                400,
                query("text", "must have at most 3 characters"),
                query("text", "must be an article number"),
                query("text", "must end in Z"));
    }

    @Test
    void checksRecordOfParametersAsWhole() throws Exception {
        assertThat(app.get("/days?from=1&to=2").body()).isEqualTo("ok");
        assertErrors(
                app.get("/days?from=3&to=2"),
                400,
                "{\"parameters\":[\"from\",\"to\"],\"detail\":\"must be in order\"}");
    }

    @Test
    void checksRecordOfParametersBesideBody() throws Exception {
        String days = "{\"parameters\":[\"from\",\"to\"],\"detail\":\"must be in order\"}";
        String inOrder = "{\"from\":1,\"to\":2}";
        String disorder = "{\"from\":2,\"to\":1}";
        assertThat(post("/both-days?id=1&from=1&to=2", inOrder).body()).isEqualTo("ok");
        assertErrors(post("/both-days?id=1&from=2&to=1", inOrder), 400, days);
        assertErrors(post("/both-days?id=1&from=2&to=1", disorder), 400, days, at("", "must be in order"));
        assertErrors(
                post("/both-days?id=1&from=2&to=1", "{\"from\":0}"),
                400,
                days,
                at("/to", "must be given"),
                at("/from", "must be greater than 0"));
        assertErrors(post("/both-days?id=1&from=1&to=2", disorder), 422, at("", "must be in order"));
        assertErrors(
                post("/both-days?id=10&from=2&to=1", disorder),
                400,
                query("id", "must be at most 9"),
                at("", "must be in order"));
        assertErrors(
                app.send("POST", "/text-days?from=2&to=1", "long", "content-type: text/plain"),
                400,
                days,
                at("", "must have at most 3 characters"));
        assertErrors(
                app.send("POST", "/text-days?from=1&to=2", "long", "content-type: text/plain"),
                422,
                at("", "must have at most 3 characters"));
    }

    @Test
    void createsRecordBesideInvalidBody() throws Exception {
        assertThat(post("/strict-days?from=1&to=2", "{\"a\":\"x\",\"b\":\"x\"}").body())
                .isEqualTo("ok");
        for (String body : new String[] {"{\"a\":\"x\",\"b\":\"x\"}", "{\"a\":\"x\",\"b\":\"y\"}", "{}"}) {
            ReceivedResponse response = post("/strict-days?from=2&to=1", body);
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body()).doesNotContain("errors");
        }
        assertErrors(post("/strict-days?from=1&to=2", "{\"a\":\"x\",\"b\":\"y\"}"), 422, at("/b", "must be the same"));
    }

    @Test
    void checksBodyAndMembersAsWhole() throws Exception {
        assertThat(post("/range", "{\"from\":1,\"to\":2}").body()).isEqualTo("ok");
        assertErrors(post("/range", "{\"from\":3,\"to\":2}"), 422, at("", "must be in order"));
        assertErrors(
                post("/order", """
                        {"ranges":[{"from":1,"to":2},{"from":3,"to":2}],"next":{"ranges":[{"from":5,"to":4}]}}"""),
                422,
                at("/ranges/1", "must be in order"),
                at("/next/ranges/0", "must be in order"));
    }

    @Test
    void skipsClassWithMissingMembers() throws Exception {
        assertErrors(
                post("/range", "{\"from\":-3}"),
                422,
                at("/to", "must be given"),
                at("/from", "must be greater than 0"));
    }

    @Test
    void validatorNamesInvalidMember() throws Exception {
        assertErrors(
                post("/order", "{\"ranges\":[{\"from\":1,\"to\":200}]}"),
                422,
                at("/ranges/0", "must be in order"),
                at("/ranges/0/to", "must be small"),
                at("/ranges/0/a/3/b~1c", "is odd"),
                at("/ranges/0/map/k", "is a key"),
                at("/ranges/0/h/p", "is held"));
    }

    @Test
    void throwingValidatorIsApplicationFailure() {
        assertThat(assertThrows(IllegalStateException.class, () -> app.get("/failing?text=a")))
                .hasMessageThat()
                .isEqualTo("a");
        assertThrows(jakarta.validation.ValidationException.class, () -> app.get("/silent?text=a"));
    }

    @Test
    void annotationEqualsReflectedOne() throws Exception {
        assertThat(app.get("/kinds?number=1").body()).isEqualTo("true true true Kinds false false true");
    }

    @Test
    void failedValidatorFailsStart() {
        String shop = source("""
                package shop;
                import dev.interlock.annotation.*;
                import jakarta.validation.*;
                import java.lang.annotation.*;
                @Controller("/")
                public final class Shop {
                  @Constraint(validatedBy = Bad.class) @Retention(RetentionPolicy.RUNTIME)
                  @interface Good { String message() default ""; MEMBERS }
                  static final class Bad implements ConstraintValidator<Good, String> {
                    @Override public void initialize(Good annotation) { throw new IllegalStateException("no data"); }
                    @Override public boolean isValid(String value, ConstraintValidatorContext context) { return true; }
                  }
                  @Get String a(@Query @Good String text) { return ""; }
                }
                """);
        Throwable start = assertThrows(InvocationTargetException.class, () -> RunningApp.of(API, shop))
                .getCause();
        assertThat(start).isInstanceOf(ExceptionInInitializerError.class);
        assertThat(start).hasCauseThat().hasMessageThat().isEqualTo("no data");
    }

    @Test
    void validTextAllocatesNothing() throws Exception {
        AllocationProbe.of(app.router()).get("/text?text=A12").assertNothingAllocated();
    }
}
