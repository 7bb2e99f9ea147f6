package dev.interlock.processor.constraint;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tests constraints that a supertype declares. Also tests constraints on values that are not converted from text of the
 * request.
 */
class InheritedConstraintsTest {
    private static RunningApp app;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        app = RunningApp.of("""
                package shop;

                @dev.interlock.annotation.HttpApp(controllers = Shop.class, filters = Login.class)
                public final class Api {}
                """, """
                package shop;

                import dev.interlock.http.*;
                import jakarta.validation.constraints.*;

                final class Login implements Filter {
                  static class Caller implements Principal {
                    private final String name;
                    Caller(String name) { this.name = name; }
                    @Override @Size(max = 3) public String name() { return name; }
                    @Override public boolean hasRole(String role) { return false; }
                  }

                  @Override public boolean before(Request request, Response response) {
                    if (request.header("user") != null) {
                      request.setPrincipal(new Caller(request.header("user").toString()));
                    }
                    return true;
                  }
                }
                """, """
                package shop;

                import dev.interlock.annotation.*;
                import jakarta.validation.Valid;
                import jakarta.validation.constraints.*;
                import java.util.*;
                import org.jspecify.annotations.Nullable;
                import shop.Login.Caller;

                interface Api2<T> {
                  String handle(@Max(9) int number, @NotEmpty List<@NotNull T> all, @Size(max = 2) String text, int same);
                }

                @Controller
                public final class Shop implements Api2<Integer> {
                  @Override @Post("/api")
                  public String handle(
                      @Query @Positive int number,
                      @Query List<@Min(1) Integer> all,
                      @Body String text,
                      @Query @Default("1") @Max(3) int same) {
                    return "ok";
                  }
                  interface Has<T> { T value(); }
                  record Held(List<@NotNull String> value) implements Has<List<String>> {
                    static Held of(String text) { return new Held(Arrays.asList("a", null)); }
                  }
                  @Get("/held") String held(@Query @Valid Held v) { return "ok"; }
                  interface Named { @NotBlank String name(); }
                  interface Tagged<T> { List<@NotNull T> tags(); }
                  record Product(@Size(max = 3) String name, @Override List<String> tags, @Valid Owner owner)
                      implements Named, Tagged<String> {
                    static Product of(String text) {
                      return new Product(text, Arrays.asList("a", null), new Owner(text));
                    }
                  }

                  static class Owner implements Named {
                    private final String name;
                    Owner(String name) { this.name = name; }
                    @Override public String name() { return name; }
                  }

                  static class Base<T, U> {
                    @NotNull private final T value;
                    @Valid final List<U> all;
                    @NotEmpty final Map<T, U> byValue;
                    Base(T value, List<U> all) { this.value = value; this.all = all; this.byValue = Map.of(); }
                    T value() { return value; }
                  }
                  static class Middle<V> extends Base<V, Item> { Middle(V value, List<Item> all) { super(value, all); } }
                  static final class Box extends Middle<String> {
                    Box(String value, List<Item> all) { super(value, all); }
                    @Override String value() { return super.value(); }
                    static Box of(String text) { return new Box(null, List.of(new Item(0))); }
                  }
                  record Item(@Positive int count) {}

                  @Get("/product") String product(@Query @Valid Product v) { return "ok"; }
                  @Get("/box") String box(@Query @Valid Box v) { return "ok"; }
                  @Get("/caller") String caller(@Valid Caller caller) { return "ok"; }
                  @Get("/maybe") String maybe(@Valid @Nullable Caller caller) { return "ok"; }
                  @Get("/optional") String optional(Optional<@Valid Caller> caller) { return "ok"; }
                }
                """);
    }

    private static void assertErrors(ReceivedResponse response, String... errors) {
        assertThat(response.body()).contains("\"errors\":[" + String.join(",", errors) + "]");
        assertThat(response.status()).isEqualTo(400);
    }

    private static String at(String pointer, String detail) {
        return "{\"parameter\":\"v\",\"in\":\"query\",\"pointer\":\"%s\",\"detail\":\"%s\"}".formatted(pointer, detail);
    }

    @Test
    void checksConstraintsOfImplementedAccessor() throws Exception {
        assertErrors(
                app.get("/product?v=%20%20%20%20"),
                at("/name", "must have at most 3 characters"),
                at("/name", "must not be blank"),
                at("/tags/1", "must not be null"),
                at("/owner/name", "must not be blank"));
        assertErrors(app.get("/product?v=abc"), at("/tags/1", "must not be null"));
    }

    @Test
    void resolvesTypesOfGenericSuperclass() throws Exception {
        assertErrors(
                app.get("/box?v=a"),
                at("/value", "must not be null"),
                at("/all/0/count", "must be greater than 0"),
                at("/byValue", "must not be empty"));
    }

    @Test
    void reportsConstraintOnce() throws Exception {
        assertErrors(app.get("/held?v=a"), at("/value/1", "must not be null"));
    }

    @Test
    void checksConstraintsOfImplementedHandler() throws Exception {
        String text = "content-type: text/plain";
        assertThat(app.send("POST", "/api?number=9&all=1", "ab", text).body()).isEqualTo("ok");
        assertErrors(
                app.send("POST", "/api?number=10&same=4", "abc", text),
                "{\"parameter\":\"same\",\"in\":\"query\",\"detail\":\"must be at most 3\"}",
                "{\"parameter\":\"number\",\"in\":\"query\",\"detail\":\"must be at most 9\"}",
                "{\"parameter\":\"all\",\"in\":\"query\",\"detail\":\"must not be empty\"}",
                "{\"pointer\":\"\",\"detail\":\"must have at most 2 characters\"}");
        assertErrors(
                app.send("POST", "/api?number=0&all=0", "ab", text),
                "{\"parameter\":\"number\",\"in\":\"query\",\"detail\":\"must be greater than 0\"}",
                "{\"parameter\":\"all\",\"in\":\"query\",\"pointer\":\"/0\",\"detail\":\"must be at least 1\"}");
    }

    @Test
    void checksPrincipal() throws Exception {
        for (String path : new String[] {"/caller", "/maybe", "/optional"}) {
            assertThat(app.send("GET", path, "", "user: abc").body()).isEqualTo("ok");
            assertErrors(
                    app.send("GET", path, "", "user: abcd"),
                    "{\"parameter\":\"caller\",\"in\":\"principal\",\"pointer\":\"/name\",\"detail\":\"must have at most 3 characters\"}");
        }
        assertThat(app.get("/maybe").body()).isEqualTo("ok");
        assertThat(app.get("/optional").body()).isEqualTo("ok");
    }
}
