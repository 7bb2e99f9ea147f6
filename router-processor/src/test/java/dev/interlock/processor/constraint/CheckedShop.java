package dev.interlock.processor.constraint;

/** Sources of an application that has constraints on every kind of value. */
final class CheckedShop {
    static final String API = """
            package shop;
            @dev.interlock.annotation.HttpApp(controllers = Shop.class)
            public final class Api {}
            """;

    static final String SHOP = """
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

    static final String ORDERS = """
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

    private CheckedShop() {}
}
