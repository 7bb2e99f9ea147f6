package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.processor.write.StaleShop.NONE;
import static dev.interlock.processor.write.StaleShop.compile;
import static dev.interlock.processor.write.StaleShop.replace;
import static dev.interlock.processor.write.StaleShop.staleness;

import dev.interlock.processor.testing.Compilation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes one class of an application with filter bindings. Then compiles only this class. */
final class StaleBindingsTest {
    private static final String IMPORTS = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.annotation.UseFilters;
            import dev.interlock.http.*;
            import java.lang.annotation.*;

            """;

    private static final String API = IMPORTS + "@HttpApp(controllers = Orders.class) public final class Api {}";

    private static final String ORDERS = IMPORTS + """
            @Controller("/orders")
            public final class Orders {
              @Get @Limit(10) @UseFilters(Auth.class) String list() { return "list"; }
            }
            """;

    private static final String LIMIT = IMPORTS + """
            @FilterBinding(Limits.class)
            @Retention(RetentionPolicy.RUNTIME)
            public @interface Limit {
              int value();
              String name() default "default";
              Window window() default @Window;
            }
            """;

    private static final String WINDOW = IMPORTS + """
            @Retention(RetentionPolicy.RUNTIME)
            public @interface Window { int seconds() default 60; }
            """;

    private static final String LIMITS = IMPORTS + """
            public final class Limits implements FilterFactory<Limit> {
              @Override public dev.interlock.http.Filter create(Limit limit, RouteInfo route) {
                return new dev.interlock.http.Filter() {};
              }
            }
            """;

    private static final String OTHER_LIMITS = replace(LIMITS, "class Limits", "class OtherLimits");

    private static final String AUTH = IMPORTS + "public final class Auth implements dev.interlock.http.Filter {}";

    private static Compilation compileAll() {
        return compile(NONE, API, ORDERS, LIMIT, WINDOW, LIMITS, OTHER_LIMITS, AUTH);
    }

    @Test
    void acceptsClassesOfSameCompilation() throws Exception {
        assertThat(staleness(compileAll())).isEqualTo("null");
        assertThat(staleness(compile(compileAll(), ORDERS))).isEqualTo("null");
        assertThat(staleness(compile(compileAll(), LIMIT))).isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@Limit(10)|@Limit(11)",
                "@Limit(10)|''",
                "@Limit(10)|@Limit(value = 10, name = \"x\")",
                "@Limit(10)|@Limit(value = 10, window = @Window(seconds = 1))",
                "@Limit(10) @UseFilters(Auth.class)|@UseFilters(Auth.class) @Limit(10)",
                "@Controller(\"/orders\")|@Controller(\"/orders\") @Limit(5)",
                "@Limit(10)|@Anyone @Limit(10)"
            })
    void detectsChangedUse(String old, String changed) throws Exception {
        assertThat(staleness(compile(compileAll(), replace(ORDERS, old, changed))))
                .startsWith("shop.Orders changed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"default\"|\"other\"",
                "default @Window|default @Window(seconds = 5)",
                "int value()|long value()",
                "String name()|int more() default 1; String name()",
                "FilterBinding(Limits.class)|FilterBinding(OtherLimits.class)"
            })
    void detectsChangedAnnotation(String old, String changed) throws Exception {
        String factories = OTHER_LIMITS;
        assertThat(staleness(compile(compileAll(), replace(LIMIT, old, changed), factories)))
                .startsWith("shop.Limit changed");
    }

    @Test
    void detectsChangedDefaultOfNestedAnnotation() throws Exception {
        String window = replace(WINDOW, "60", "61");
        assertThat(staleness(compile(compileAll(), window, LIMIT))).startsWith("shop.Limit changed");
    }

    @Test
    void ignoresOtherChangesOfAnnotation() throws Exception {
        assertThat(staleness(
                        compile(compileAll(), replace(LIMIT, "public @interface", "@Documented public @interface"))))
                .isEqualTo("null");
    }
}
