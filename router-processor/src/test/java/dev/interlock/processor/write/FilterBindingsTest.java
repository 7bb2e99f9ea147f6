package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Exchange;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests annotations of the application that add filters to routes. */
final class FilterBindingsTest {
    private static final String IMPORTS = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.annotation.UseFilters;
            import dev.interlock.http.*;
            import java.lang.annotation.*;
            import java.util.concurrent.*;

            """;

    private static final String API = IMPORTS + """
            @HttpApp(controllers = {Orders.class, Users.class}, filters = Everywhere.class)
            public final class Api {}
            """;

    private static final String TAG = IMPORTS + """
            @FilterBinding(Tags.class)
            @Retention(RetentionPolicy.RUNTIME)
            public @interface Tag {
              String value();
              String suffix() default "";
            }
            """;

    private static final String MARK = IMPORTS + """
            @FilterBinding(Marks.class)
            @Retention(RetentionPolicy.RUNTIME)
            public @interface Mark {}
            """;

    private static final String FACTORY = IMPORTS + """
            public final class %1$ss implements FilterFactory<%1$s> {
              @Override public Filter create(%1$s annotation, RouteInfo route) {
                return new Trace(%2$s + "@" + route.number());
              }
            }
            """;

    private static final String TRACE = IMPORTS + """
            class Trace implements Filter {
              private final String name;
              Trace(String name) { this.name = name; }
              @Override public void begin(Request request) {
                String begun = request.attribute("begun", String.class);
                request.setAttribute("begun", (begun == null ? "" : begun + ", ") + name);
              }
              @Override public boolean before(Request request, Response response) {
                response.addHeader("before", name);
                return !name.equals(request.header("refuse"));
              }
              @Override public void after(Request request, Response response) {
                response.addHeader("after", name);
              }
              @Override public void finish(Request request, Response response) {
                response.header("begun", request.attribute("begun", String.class)).addHeader("finish", name);
              }
            }

            """;

    private static final String EVERYWHERE =
            "package shop; final class Everywhere extends Trace { Everywhere() { super(\"everywhere\"); } }";

    private static final String FIRST =
            "package shop; final class First extends Trace { First() { super(\"first\"); } }";

    private static final String ORDERS = IMPORTS + """
            @Controller("/orders")
            @Tag("orders")
            @UseFilters(First.class)
            public final class Orders extends Base {
              @Get String list() { return "list"; }
              @Get("/own") @Mark @Tag(value = "own", suffix = "!") String own() { return "own"; }
              @Get({"/a", "/b"}) String several() { return "several"; }
              @Get("/later") CompletionStage<String> later() { return CompletableFuture.completedFuture("later"); }
            }

            @Mark
            abstract class Base {
              @Get("/inherited") String inherited() { return "inherited"; }
            }
            """;

    private static final String USERS = IMPORTS + """
            @Controller("/users")
            public final class Users {
              @Get String list() { return "users"; }
              @Delete @Tag("clear") void clear() {}
            }
            """;

    private RunningApp app;

    @BeforeEach
    void compile() throws ReflectiveOperationException {
        app = RunningApp.of(sources(API, ORDERS, USERS));
    }

    private static String[] sources(String... others) {
        List<String> sources = new ArrayList<>(List.of(others));
        sources.addAll(List.of(
                TAG,
                MARK,
                TRACE,
                EVERYWHERE,
                FIRST,
                FACTORY.formatted("Tag", "annotation.value() + annotation.suffix()"),
                FACTORY.formatted("Mark", "\"mark\"")));
        return sources.toArray(String[]::new);
    }

    private String said(String path) throws Exception {
        return fields(app.get(path).fields());
    }

    private static String fields(String lines) {
        return lines.replaceAll("content-type: .*\r\n", "").replace("\r\n", "; ");
    }

    private int number(String template) {
        return app.route("GET", template).number();
    }

    @Test
    void callsCreatedFilterLikeOthers() throws Exception {
        int number = number("/orders");
        assertThat(said("/orders"))
                .isEqualTo("before: everywhere; before: orders@%1$d; before: first; after: first; after: orders@%1$d;"
                                .formatted(number)
                        + " after: everywhere; finish: first; finish: orders@%1$d; begun: everywhere, orders@%1$d, first;"
                                .formatted(number)
                        + " finish: everywhere; ");
    }

    @Test
    void bindingOfMethodReplacesBindingOfController() throws Exception {
        assertThat(said("/orders/own"))
                .contains("begun: everywhere, first, mark@%1$d, own!@%1$d;".formatted(number("/orders/own")));
    }

    @Test
    void eachRouteHasOwnFilter() throws Exception {
        assertThat(said("/orders/a")).contains("before: orders@" + number("/orders/a") + ";");
        assertThat(said("/orders/b")).contains("before: orders@" + number("/orders/b") + ";");
        assertThat(number("/orders/a")).isNotEqualTo(number("/orders/b"));
    }

    @Test
    void bindingOfSuperclassAppliesToInheritedHandlers() throws Exception {
        int number = number("/orders/inherited");
        assertThat(said("/orders/inherited"))
                .contains("begun: everywhere, orders@%1$d, first, mark@%1$d;".formatted(number));
        assertThat(said("/orders")).doesNotContain("mark");
    }

    @Test
    void otherRoutesHaveNoFilter() throws Exception {
        assertThat(said("/users"))
                .isEqualTo("before: everywhere; after: everywhere; begun: everywhere; finish: everywhere; ");
        assertThat(fields(app.send("DELETE", "/users", "").fields())).contains("before: clear@");
    }

    @Test
    void createdFilterEndsExchange() throws Exception {
        String refused = fields(app.send("GET", "/orders", "", "refuse: orders@" + number("/orders"))
                .fields());
        assertThat(refused)
                .startsWith("before: everywhere; before: orders@" + number("/orders") + "; after: everywhere;");
    }

    @Test
    void afterWaitsForLaterResponse() throws Exception {
        Exchange exchange = app.begin("GET", "/orders/later", "");
        assertThat(fields(exchange.fields())).doesNotContain("after");
        exchange.end();
        assertThat(fields(exchange.fields())).contains("after: first; after: orders@" + number("/orders/later") + ";");
    }

    @Test
    void routerTakesOneInstanceOfEachFactory() {
        List<String> names = Arrays.stream(app.router().getClass().getDeclaredMethods())
                .filter(method -> method.getName().equals("of"))
                .flatMap(method -> Arrays.stream(method.getParameterTypes()))
                .map(Class::getSimpleName)
                .toList();
        assertThat(names)
                .containsExactly("Orders", "Users", "Everywhere", "Tags", "First", "Marks")
                .inOrder();
    }

    @Test
    void nullFromFactoryNamesRoute() {
        String[] sources = sources(API, ORDERS, USERS);
        sources[sources.length - 1] = sources[sources.length - 1]
                .replace("return new Trace(", "return null == new Trace(")
                .replace("route.number());", "route.number()) ? null : null;");
        InvocationTargetException thrown = assertThrows(InvocationTargetException.class, () -> RunningApp.of(sources));
        assertThat(thrown).hasCauseThat().hasMessageThat().startsWith("Marks created null for GET /orders/");
    }

    @Test
    void largeRouterCreatesFiltersInEveryPart() throws Exception {
        StringBuilder orders = new StringBuilder(IMPORTS + "@Controller public final class Orders {\n");
        for (int i = 0; i < 300; i++) {
            orders.append(i == 7 || i == 250 ? "@Tag(\"t%d\") ".formatted(i) : "")
                    .append("@Get(\"/r%1$03d\") String r%1$d() { return \"r\"; }\n".formatted(i));
        }
        app = RunningApp.of(sources(API.replace(", Users.class", ""), orders + "}"));
        for (int i : List.of(7, 250)) {
            String path = "/r%03d".formatted(i);
            assertThat(said(path)).contains("begun: everywhere, t%d@%d;".formatted(i, number(path)));
        }
        assertThat(said("/r008")).doesNotContain("@");
    }

    @Test
    void filtersOfLibraryKeepTheirOrder() throws Exception {
        String[] library = sources(ORDERS, USERS);
        Compilation compiled = Compilation.with(new RouterProcessor())
                .compile(Arrays.stream(library).map(Source::of).toArray(Source[]::new));
        assertThat(compiled.errors()).isEmpty();
        Compilation whole = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .dependency(compiled)
                .compile(Source.of(API));
        assertThat(whole.complaints()).isEmpty();
        Compilation together = Compilation.with(new RouterProcessor())
                .compile(Arrays.stream(sources(API, ORDERS, USERS))
                        .map(Source::of)
                        .toArray(Source[]::new));
        assertThat(whole.generated().get("shop.ApiRouter"))
                .isEqualTo(together.generated().get("shop.ApiRouter"));
    }

    @Test
    void waitsForGeneratedFactory() {
        Compilation compilation = Compilation.with(new RouterProcessor())
                .compile(
                        Source.of(IMPORTS + "@FilterBinding(Missing.class) @interface Tag {}"),
                        Source.of(IMPORTS + "@Controller final class Orders { @Get @Tag void list() {} }"),
                        Source.of(IMPORTS + "@HttpApp(controllers = Orders.class) final class Api {}"));
        assertThat(compilation.errors().toString()).contains("cannot find symbol");
        assertThat(compilation.errors().toString()).doesNotContain("[IL");
    }
}
