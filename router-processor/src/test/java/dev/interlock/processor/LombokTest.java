package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;
import static java.util.Objects.requireNonNull;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.util.List;
import java.util.ServiceLoader;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs Lombok before or after Interlock's processor, on the same processor path. Lombok changes classes while
 * Interlock's processor reads them.
 */
class LombokTest {
    private static final String PREAMBLE = """
            package shop;

            import dev.interlock.annotation.*;
            import jakarta.validation.Valid;
            import jakarta.validation.constraints.*;
            import java.util.*;
            import lombok.*;

            """;

    private static final String API = "@HttpApp(controllers = Orders.class) public final class Api {}";

    private static final String ORDERS = """
            @Controller("/orders")
            @RequiredArgsConstructor
            public final class Orders {
              private final Store store;

              @Post Total add(@Body Order order) { return store.total(order.toString()); }

              @Get List<Line> list(@Query State state) { return List.of(); }

              @Get("/total") Optional<Total> total() { return Optional.of(store.total("all")); }
            }
            """;

    private static final String STORE = """
            @Value
            final class Store {
              String prefix;

              Total total(String text) { return Total.builder().text(prefix + text).build(); }
            }
            """;

    private static final String ORDER = """
            @Data
            @AllArgsConstructor
            @NoArgsConstructor
            public class Order {
              @NotNull public String name;
              @NonNull private List<Line> lines = List.of();
              private Sku sku;
              private Page page;

              @AssertTrue boolean isGood() { return true; }
            }
            """;

    private static final String LINE = """
            @Value
            @Builder
            @With
            public class Line {
              @Min(1) public int count;
              @lombok.NonNull String text;
            }
            """;

    private static final String SKU = "@Value(staticConstructor = \"of\") public class Sku { String text; }";

    private static final String PAGE = "@Data public class Page { @NotNull private String text; }";

    private static final String TOTAL = """
            @Data
            @AllArgsConstructor
            @Builder
            public class Total {
              @NotNull private String text;
              @Valid private Line first;
            }
            """;

    private static final String STATE =
            "@Getter @RequiredArgsConstructor enum State { OPEN(1), SHUT(2); private final int days; }";

    private static final String[] ALL = {API, ORDERS, STORE, ORDER, LINE, SKU, PAGE, TOTAL, STATE};

    private static Source source(String text) {
        return Source.of(PREAMBLE + text);
    }

    private static Processor lombok() {
        return ServiceLoader.load(Processor.class).stream()
                .filter(it -> it.type().getName().startsWith("lombok."))
                .map(ServiceLoader.Provider::get)
                .findFirst()
                .orElseThrow();
    }

    private static Compilation.Builder processors(String order) {
        return order.equals("before")
                ? Compilation.with(lombok(), new RouterProcessor())
                : Compilation.with(new RouterProcessor(), lombok());
    }

    private static Compilation compile(Compilation.Builder builder, String... sources) {
        Compilation compilation = builder.compile(
                List.of(sources).stream().map(LombokTest::source).toArray(Source[]::new));
        assertThat(compilation.errors()).isEmpty();
        return compilation;
    }

    private static String digest(Compilation compilation) {
        return requireNonNull(compilation.generated().get("shop.Orders_Digest"));
    }

    /**
     * When one source is compiled again, the other classes come from class files, which have all members that Lombok
     * adds. In the first compilation, they were sources without some or all of these members.
     */
    @ParameterizedTest
    @CsvSource({"before, before", "before, after", "after, before", "after, after"})
    void recompiledControllerKeepsDigest(String first, String second) throws Exception {
        Compilation all = compile(processors(first), ALL);
        Compilation alone =
                compile(processors(second).dependency(all), ORDERS.replace("List.of()", "new ArrayList<>()"));
        assertThat(digest(alone)).isEqualTo(digest(all));
    }

    private static final String CONVERTED = """
            @Controller("/orders")
            @RequiredArgsConstructor
            public final class Orders {
              @Get String find(@Query Sku sku, @Query Code code) { return sku.text() + code.getText(); }

              @Post String add(@Valid @Body Order order) { return order.getName() + order.line().getCount(); }
            }

            @Value @lombok.experimental.Accessors(fluent = true) class Sku { String text; }

            @Value(staticConstructor = "of") class Code { String text; }

            @Data class Order {
              @NotNull private String name;
              @NotNull @Getter(AccessLevel.NONE) private String note;
              @Valid private Line line;

              Line line() { return line; }

              String getNote() { return note; }
            }

            @Value class Line { @Min(1) int count; }
            """;

    /** Interlock's processor uses the constructors, factories and accessors that Lombok adds. */
    @Test
    void recompiledControllerOfLombokValuesKeepsDigest() throws Exception {
        String controller = CONVERTED.substring(0, CONVERTED.indexOf("@Value"));
        String values = CONVERTED.substring(controller.length());
        Compilation.Builder builder = processors("before").option("-Xlint:-auxiliaryclass");
        Compilation all = compile(builder, API, controller, values);
        Compilation alone =
                compile(processors("before").dependency(all), controller.replace("sku.text()", "\"\" + sku.text()"));
        assertThat(digest(alone)).isEqualTo(digest(all));
        assertThat(RunningApp.load(all.then(alone)).get("/orders?sku=a&code=b").body())
                .isEqualTo("ab");
        assertThat(String.valueOf(RunningApp.load(all.then(alone)).router().staleness()))
                .isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "getNote()|note()",
                "String getNote()|CharSequence getNote()",
                "@NotNull private String name|@NotNull public String name"
            })
    void detectsChangedAccessor(String old, String changed) {
        String controller = CONVERTED.substring(0, CONVERTED.indexOf("@Value"));
        String values = CONVERTED.substring(controller.length());
        assertThat(values).contains(old);
        Compilation before = compile(processors("before"), controller, values);
        Compilation after = compile(processors("before"), controller, values.replace(old, changed));
        assertThat(digest(after)).isNotEqualTo(digest(before));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@Get String find(@Query Sku sku) { return \"\"; } }  @Value class Sku { String text; }|IL306|Sku",
                "@Post void add(@Valid @Body Order order) {} }  @Data class Order { @NotNull private String text; }|IL705|Order",
                "@Post void add(@Valid @Body Order order) {} }  @Value class Order { @NotNull String text; }|IL705|Order",
                "@Post void add(@Valid @Body Order order) {} }  @lombok.experimental.FieldDefaults(level = AccessLevel.PRIVATE)"
                        + " class Order { @NotNull String text; @NotNull String more; }|IL705|Order"
            })
    void tipNamesOrder(String members, String code, String type) {
        Compilation compilation =
                processors("after").compile(source(API), source("@Controller public final class Orders { " + members));
        Compilation.Complaint error = compilation.errors().get(0);
        assertThat(error.file() + ":" + error.line()).isEqualTo("Orders.java:9");
        assertThat(error.text()).startsWith("[" + code + "] ");
        assertThat(error.text())
                .endsWith("tip: Lombok changes " + type
                        + ": put Lombok before the processor of Interlock on the processor"
                        + " path, or write the member yourself");
    }
}
