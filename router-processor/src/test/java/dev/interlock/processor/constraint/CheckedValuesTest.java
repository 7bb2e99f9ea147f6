package dev.interlock.processor.constraint;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Answer;
import dev.interlock.processor.testing.RunningApp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where values stand that are checked, and what is said of each that does not pass. */
class CheckedValuesTest {
    private static final String API = """
            package shop;
            @dev.interlock.annotation.HttpApp(controllers = Shop.class)
            public final class Api {}
            """;

    private static final String SHOP = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.bytes.Slice;
            import jakarta.validation.*;
            import jakarta.validation.constraints.*;
            import java.lang.annotation.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.jspecify.annotations.Nullable;

            @Controller("/")
            public final class Shop {
              @Get("/sources/{id}")
              String sources(
                  @Positive long id,
                  @Query @Max(10) int q,
                  @Header("X-H") @Size(max = 2) CharSequence h,
                  @Cookie @Pattern(regexp = "[a-z]+") String c) {
                return "ok";
              }

              @Post("/form")
              String form(@Form @Min(1) int f) { return "ok"; }

              @Post("/part")
              String part(@Part @NotBlank String p) { return "ok"; }

              @Get("/containers")
              String containers(
                  @Query @Size(max = 3) List<@Positive Integer> list,
                  @Query Set<@NotBlank String> set,
                  @Query @NotEmpty long[] array,
                  @Query Optional<@Min(1) Integer> optional,
                  @Query @Max(9) @NotNull OptionalInt number,
                  @Query("n") @Default("1") int n) {
                return "ok";
              }

              @Get("/slice")
              String slice(
                  @Query @Size(max = 4) @Pattern(regexp = "[a-z\\u00fc]*") @Email(message = "e") Slice s) {
                return "ok";
              }

              public record Range(@Query @PositiveOrZero int from, @Query @Max(100) int to, @Params Sort sort) {
                public Range {
                  if (from < 0) {
                    throw new IllegalStateException("never seen: it is checked before");
                  }
                }

                @AssertTrue(message = "must be in order")
                public boolean isOrdered() { return from <= to; }
              }

              public record Sort(@Query @Size(max = 4) String by) {}

              @Get("/range")
              String range(@Params Range range) { return range.toString(); }

              @Post("/text")
              String text(@Body @Size(min = 2, max = 4) String body, @Query @Default("1") @Min(1) int n) { return "ok"; }

              @Get("/later")
              CompletionStage<String> later(@Query @Max(1) int n) { return CompletableFuture.completedFuture("ok"); }

              @Get("/waiting") @Blocking
              String waiting(@Query @Max(1) int n) { return "ok"; }

              public record Address(@NotBlank String street, @Size(min = 2, max = 2) String country) {}

              public static class Person {
                @NotNull protected String name;
                @Valid private final Address address;
                @Min(0) int age;
                Person(String name, Address address, int age) { this.name = name; this.address = address; this.age = age; }
                public Address getAddress() { return address; }
                @NotNull public String getName() { return name; }
              }

              public static final class Customer extends Person {
                @Email private String mail;
                public String mail() { return mail; }
                Customer(String name, Address address, int age, String mail) { super(name, address, age); this.mail = mail; }
              }

              public record Line(@Positive int quantity, @Size(max = 3) String sku) {}

              public record Order(
                  @NotNull @Valid Customer customer,
                  @NotEmpty List<@Valid @NotNull Line> lines,
                  @Valid List<Line> more,
                  @Valid Line[] array,
                  Map<@NotBlank String, @Max(5) Integer> counts,
                  @Valid Map<String, Line> byName,
                  Optional<@Valid Line> gift,
                  List<List<@NotBlank String>> nested) {
                @AssertTrue(message = "must be complete")
                public boolean complete() { return lines == null || lines.size() != 7; }

                static Order of(String name) { return Orders.named(name); }
              }

              @Get("/order")
              String order(@Query @Valid Order order) { return "ok"; }

              public record Node(@Max(9) int value, @Valid @Nullable Node next, @Valid @Nullable List<Node> all) {
                static Node of(String depth) {
                  Node node = new Node(1, null, null);
                  for (int i = Integer.parseInt(depth); i > 0; i--) {
                    node = i % 2 == 0 ? new Node(i == 4 ? 10 : 1, node, null) : new Node(1, null, List.of(node));
                  }
                  return node;
                }
              }

              @Get("/node")
              String node(@Query @Valid Node node) { return "ok"; }

              @Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.TYPE_USE})
              @Retention(RetentionPolicy.RUNTIME)
              @Constraint(validatedBy = {})
              @NotBlank
              @Size(max = 3, message = "must be short")
              @interface Code {
                String message() default "";
                Class<?>[] groups() default {};
                Class<? extends Payload>[] payload() default {};
              }

              @Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.TYPE_USE})
              @Retention(RetentionPolicy.RUNTIME)
              @Constraint(validatedBy = {})
              @ReportAsSingleViolation
              @Code
              @Pattern(regexp = "[A-Z]*")
              @interface Country {
                String message() default "must be a country of {kind}";
                String kind() default "two letters";
                Class<?>[] groups() default {};
                Class<? extends Payload>[] payload() default {};
              }

              @Get("/composed")
              String composed(@Query @Code String code, @Query @Country String country) { return "ok"; }

              @Get("/messages")
              String messages(
                  @Query @Size(min = 2, max = 3, message = "is {min} to {max}, \\\\{not\\\\} \\\\$1 \\\\\\\\") String a,
                  @Query @Pattern(regexp = "x") @Pattern(regexp = "x|y", message = "x or y \\"{regexp}\\"") String b) {
                return "ok";
              }
            }
            """;

    private static final String ORDERS = """
            package shop;

            import java.util.*;

            final class Orders {
              private static final Shop.Line GOOD = new Shop.Line(1, "abc");
              private static final Shop.Line BAD = new Shop.Line(0, "abcd");
              private static final Shop.Address HOME = new Shop.Address("a", "DE");

              static Shop.Order named(String name) {
                return switch (name) {
                  case "good" -> order(new Shop.Customer("a", HOME, 1, "a@b"), List.of(GOOD), GOOD, Map.of("a", 5));
                  case "nulls" -> new Shop.Order(null, null, null, null, null, null, null, null);
                  case "lines" -> order(new Shop.Customer("a", null, 1, null), Arrays.asList(GOOD, null, BAD), BAD, Map.of(" ", 6));
                  case "customer" -> order(new Shop.Customer(null, new Shop.Address("", "DEU"), -1, "x"), List.of(GOOD), GOOD, Map.of());
                  case "seven" -> order(new Shop.Customer("a", HOME, 1, null), Collections.nCopies(7, GOOD), GOOD, Map.of());
                  default -> order(new Shop.Customer("a", HOME, 1, null), Collections.nCopies(1000, BAD), GOOD, Map.of());
                };
              }

              private static Shop.Order order(
                  Shop.Customer customer, List<Shop.Line> lines, Shop.Line other, Map<String, Integer> counts) {
                return new Shop.Order(customer, lines, List.of(other), new Shop.Line[] {other}, counts,
                    Map.of("a/b", other), Optional.of(other), List.of(List.of("a"), List.of("b", other == BAD ? " " : "c")));
              }
            }
            """;

    private static RunningApp app;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        app = RunningApp.of(API, SHOP, ORDERS);
    }

    private static void assertErrors(Answer answer, int status, String... errors) {
        assertThat(answer.body()).contains("\"errors\":[" + String.join(",", errors) + "]");
        assertThat(answer.status()).isEqualTo(status);
    }

    private static String parameter(String in, String name, String detail) {
        return "{\"parameter\":\"%s\",\"in\":\"%s\",\"detail\":\"%s\"}".formatted(name, in, detail);
    }

    private static String at(String in, String name, String pointer, String detail) {
        return "{\"parameter\":\"%s\",\"in\":\"%s\",\"pointer\":\"%s\",\"detail\":\"%s\"}"
                .formatted(name, in, pointer, detail);
    }

    private static void assertOk(Answer answer) {
        assertThat(answer.body()).isEqualTo("ok");
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void everySourceIsCheckedAndEveryViolationListed() throws Exception {
        assertOk(app.send("GET", "/sources/1?q=10", "", "X-H: ab", "Cookie: c=x"));
        assertErrors(
                app.send("GET", "/sources/0?q=11", "", "X-H: abc", "Cookie: c=7"),
                400,
                parameter("path", "id", "must be greater than 0"),
                parameter("query", "q", "must be at most 10"),
                parameter("header", "X-H", "must have at most 2 characters"),
                parameter("cookie", "c", "must match [a-z]+"));
    }

    @Test
    void formsAndPartsAreParameters() throws Exception {
        String form = "content-type: application/x-www-form-urlencoded";
        assertOk(app.send("POST", "/form", "f=1", form));
        assertErrors(app.send("POST", "/form", "f=0", form), 400, parameter("form", "f", "must be at least 1"));
        String part = "--b\r\ncontent-disposition: form-data; name=\"p\"\r\n\r\n%s\r\n--b--\r\n";
        String multipart = "content-type: multipart/form-data; boundary=b";
        assertOk(app.send("POST", "/part", part.formatted("x"), multipart));
        assertErrors(
                app.send("POST", "/part", part.formatted(" "), multipart),
                400,
                parameter("part", "p", "must not be blank"));
    }

    @Test
    void whatContainersHoldIsChecked() throws Exception {
        assertOk(app.get("/containers?list=1&list=2&set=a&array=1&optional=1&number=9"));
        assertOk(app.get("/containers?array=1"));
        assertErrors(
                app.get("/containers?list=1&list=0&list=-1&list=1&set=%20&optional=0&number=10"),
                400,
                parameter("query", "list", "must have at most 3 elements"),
                at("query", "list", "/1", "must be greater than 0"),
                at("query", "list", "/2", "must be greater than 0"),
                at("query", "set", "/0", "must not be blank"),
                parameter("query", "array", "must not be empty"),
                parameter("query", "optional", "must be at least 1"),
                parameter("query", "number", "must be at most 9"));
    }

    @Test
    void aSliceIsCountedInBytesAndMatchedAsText() throws Exception {
        assertErrors(
                app.get("/slice?s=%C3%BC%C3%BC%C3%BC"),
                400,
                parameter("query", "s", "must have at most 4 bytes"),
                parameter("query", "s", "e"));
        assertErrors(app.get("/slice?s=A@b"), 400, parameter("query", "s", "must match [a-z\u00fc]*"));
    }

    @Test
    void aRecordOfParametersIsCheckedBeforeAndAfterItIsMade() throws Exception {
        assertThat(app.get("/range?from=1&to=2&by=name").status()).isEqualTo(200);
        assertErrors(
                app.get("/range?from=-1&to=101&by=names"),
                400,
                parameter("query", "from", "must be at least 0"),
                parameter("query", "to", "must be at most 100"),
                parameter("query", "by", "must have at most 4 characters"));
        assertErrors(
                app.get("/range?from=3&to=2&by=name"),
                400,
                "{\"parameters\":[\"from\",\"to\",\"by\"],\"detail\":\"must be in order\"}");
    }

    @Test
    void aBodyIs422UnlessAParameterIsWrongAsWell() throws Exception {
        assertOk(app.send("POST", "/text", "abc", "content-type: text/plain"));
        assertErrors(
                app.send("POST", "/text", "abcde", "content-type: text/plain"),
                422,
                "{\"pointer\":\"\",\"detail\":\"must have 2 to 4 characters\"}");
        assertErrors(
                app.send("POST", "/text?n=0", "a", "content-type: text/plain"),
                400,
                "{\"pointer\":\"\",\"detail\":\"must have 2 to 4 characters\"}",
                parameter("query", "n", "must be at least 1"));
    }

    @Test
    void handlersThatAnswerLaterOrWaitAreCheckedAlike() throws Exception {
        for (String path : new String[] {"/later", "/waiting"}) {
            assertOk(app.get(path + "?n=1"));
            assertErrors(app.get(path + "?n=2"), 400, parameter("query", "n", "must be at most 1"));
        }
    }

    @Test
    void membersAreCheckedWithinMembers() throws Exception {
        assertOk(app.get("/order?order=good"));
        assertErrors(
                app.get("/order?order=lines"),
                400,
                at("query", "order", "/lines/1", "must not be null"),
                at("query", "order", "/lines/2/quantity", "must be greater than 0"),
                at("query", "order", "/lines/2/sku", "must have at most 3 characters"),
                at("query", "order", "/more/0/quantity", "must be greater than 0"),
                at("query", "order", "/more/0/sku", "must have at most 3 characters"),
                at("query", "order", "/array/0/quantity", "must be greater than 0"),
                at("query", "order", "/array/0/sku", "must have at most 3 characters"),
                at("query", "order", "/counts/ ", "must not be blank"),
                at("query", "order", "/counts/ ", "must be at most 5"),
                at("query", "order", "/byName/a~1b/quantity", "must be greater than 0"),
                at("query", "order", "/byName/a~1b/sku", "must have at most 3 characters"),
                at("query", "order", "/gift/quantity", "must be greater than 0"),
                at("query", "order", "/gift/sku", "must have at most 3 characters"),
                at("query", "order", "/nested/1/1", "must not be blank"));
    }

    @Test
    void nullIsCheckedByWhatRefusesItOnly() throws Exception {
        assertErrors(
                app.get("/order?order=nulls"),
                400,
                at("query", "order", "/customer", "must not be null"),
                at("query", "order", "/lines", "must not be empty"));
    }

    @Test
    void classesAreReadByAccessorsAndFieldsThoseOfTheParentFirst() throws Exception {
        assertErrors(
                app.get("/order?order=customer"),
                400,
                at("query", "order", "/customer/name", "must not be null"),
                at("query", "order", "/customer/address/street", "must not be blank"),
                at("query", "order", "/customer/address/country", "must have exactly 2 characters"),
                at("query", "order", "/customer/age", "must be at least 0"),
                at("query", "order", "/customer/mail", "must be an email address such as name@example.org"),
                at("query", "order", "/customer/name", "must not be null"));
    }

    @Test
    void aMethodIsAboutTheWhole() throws Exception {
        assertErrors(app.get("/order?order=seven"), 400, parameter("query", "order", "must be complete"));
    }

    @Test
    void noMoreThanAHundredAreListed() throws Exception {
        Answer answer = app.get("/order?order=many");
        assertThat(answer.body().split("\"pointer\"", -1)).hasLength(101);
        assertThat(answer.body()).contains("More than 100 values are not acceptable; errors lists the first 100.");
        assertThat(answer.body()).contains("/lines/49/sku");
    }

    @Test
    void aTypeMayHoldItselfToADepth() throws Exception {
        assertOk(app.get("/node?node=3"));
        assertErrors(app.get("/node?node=6"), 400, at("query", "node", "/all/0/next/all/0/value", "must be at most 9"));
        assertThat(app.get("/node?node=99").body()).doesNotContain("must not stand");
        Answer deep = app.get("/node?node=100");
        assertThat(deep.status()).isEqualTo(400);
        assertThat(deep.body()).contains("must not stand within 100 others of its kind");
        assertThat(app.get("/node?node=5000").status()).isEqualTo(400);
    }

    @Test
    void constraintsCanBeComposed() throws Exception {
        assertOk(app.get("/composed?code=abc&country=DE"));
        assertErrors(
                app.get("/composed?code=%20%20%20%20&country=de"),
                400,
                parameter("query", "code", "must not be blank"),
                parameter("query", "code", "must be short"),
                parameter("query", "country", "must be a country of two letters"));
        assertErrors(
                app.get("/composed?code=a&country=%20%20%20%20"),
                400,
                parameter("query", "country", "must be a country of two letters"));
    }

    @Test
    void messagesAreThoseOfTheAnnotation() throws Exception {
        assertErrors(
                app.get("/messages?a=&b=z"),
                400,
                parameter("query", "a", "is 2 to 3, {not} $1 \\\\"),
                parameter("query", "b", "must match x"),
                parameter("query", "b", "x or y \\\"x|y\\\""));
        assertErrors(app.get("/messages?a=ab&b=y"), 400, parameter("query", "b", "must match x"));
    }

    @Test
    void whatDoesNotConvertComesFirst() throws Exception {
        String target = "/containers?array=1&list=0&n=" + URLEncoder.encode("x", StandardCharsets.UTF_8);
        Answer answer = app.get(target);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"parameter\":\"n\"");
        assertThat(answer.body()).doesNotContain("errors");
    }
}
