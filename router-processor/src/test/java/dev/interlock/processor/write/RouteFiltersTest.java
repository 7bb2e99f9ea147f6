package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Exchange;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests filters that apply to only some of the routes. */
final class RouteFiltersTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.HttpApp;

            @HttpApp(controllers = {Orders.class, Users.class}, filters = Everywhere.class)
            public final class Api {}
            """;

    private static final String ORDERS = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.annotation.UseFilters;
            import dev.interlock.http.*;
            import java.util.concurrent.*;

            @Controller("/orders")
            @UseFilters({First.class, Second.class})
            public final class Orders implements Inherited {
              @Get String list(Response response) { return said(response, "list"); }
              @Get("/later") @UseFilters(Third.class) CompletionStage<String> later(Response response) {
                said(response, "later");
                return CompletableFuture.completedFuture("later");
              }
              @Get("/{id}") @UseFilters(Third.class) String find(long id, Response response) {
                return said(response, "find");
              }
              @Get("/never") CompletionStage<String> never() {
                return CompletableFuture.failedFuture(new HttpException(409, "no"));
              }
              @Get("/attribute") @UseFilters(Caller.class) String attribute(@Attribute("caller") Integer number) {
                return "caller " + number;
              }

              static String said(Response response, String what) {
                response.addHeader("said", what);
                return what;
              }
            }
            """;

    private static final String INHERITED = """
            package shop;

            import dev.interlock.annotation.*;

            @UseFilters(Third.class)
            interface Inherited {
              @Get("/inherited") default String inherited() { return "inherited"; }
            }
            """;

    private static final String USERS = """
            package shop;

            import dev.interlock.annotation.*;

            @Controller("/users")
            public final class Users {
              @Get String list() { return "users"; }
              @Delete @UseFilters(First.class) void clear() {}
            }
            """;

    private static final String CALLER = """
            package shop;

            import dev.interlock.http.*;

            public final class Caller implements Filter {
              @Override public boolean before(Request request, Response response) {
                request.setAttribute("caller", 7);
                return true;
              }
            }
            """;

    private static final String FILTER = """
            package shop;

            import dev.interlock.http.*;

            public final class %1$s implements Filter {
              @Override public void begin(Request request) {
                String begun = request.attribute("begun", String.class);
                request.setAttribute("begun", (begun == null ? "" : begun + ", ") + "%1$s");
              }
              @Override public boolean before(Request request, Response response) {
                response.addHeader("before", "%1$s");
                return !"%1$s".equals(request.header("refuse"));
              }
              @Override public void after(Request request, Response response) {
                response.addHeader("after", "%1$s");
              }
              @Override public void finish(Request request, Response response) {
                response.header("begun", request.attribute("begun", String.class)).addHeader("finish", "%1$s");
              }
            }
            """;

    private RunningApp app;

    @BeforeEach
    void compile() throws ReflectiveOperationException {
        app = RunningApp.of(sources());
    }

    private static String[] sources() {
        List<String> sources = new ArrayList<>(List.of(API, ORDERS, INHERITED, USERS, CALLER));
        for (String name : List.of("Everywhere", "First", "Second", "Third")) {
            sources.add(FILTER.formatted(name));
        }
        return sources.toArray(String[]::new);
    }

    private static String said(String fields) {
        return fields.replaceAll("content-type: .*\r\n", "").replace("\r\n", "; ");
    }

    @Test
    void filtersOfApplicationComeFirst() throws Exception {
        assertThat(said(app.get("/orders/7").fields()))
                .isEqualTo("before: Everywhere; before: First; before: Second; before: Third; said: find;"
                        + " after: Third; after: Second; after: First; after: Everywhere;"
                        + " finish: Third; finish: Second; finish: First;"
                        + " begun: Everywhere, First, Second, Third; finish: Everywhere; ");
        assertThat(said(app.get("/orders").fields()))
                .contains("before: Everywhere; before: First; before: Second; said: list; after: Second;");
    }

    @Test
    void otherRoutesHaveNoFilters() throws Exception {
        assertThat(said(app.get("/users").fields()))
                .isEqualTo("before: Everywhere; after: Everywhere; begun: Everywhere; finish: Everywhere; ");
        assertThat(said(app.send("DELETE", "/users", "").fields()))
                .contains("before: Everywhere; before: First; after: First; after: Everywhere;");
    }

    @Test
    void afterWaitsForLaterResponse() throws Exception {
        Exchange exchange = app.begin("GET", "/orders/later", "");
        String before = "before: Everywhere; before: First; before: Second; before: Third; said: later; ";
        assertThat(said(exchange.fields())).isEqualTo(before);
        assertThat(said(exchange.end().fields()))
                .startsWith(before + "after: Third; after: Second; after: First; after: Everywhere; finish: Third;");
    }

    @Test
    void finishButNotAfterFollowsFailure() throws Exception {
        String fields = said(app.get("/orders/never").fields());
        assertThat(fields).doesNotContain("after");
        assertThat(fields).contains("finish: Second; finish: First; begun: Everywhere, First, Second;");
    }

    @Test
    void respondingFilterEndsExchange() throws Exception {
        String second =
                said(app.send("GET", "/orders/later", "", "refuse: Second").fields());
        assertThat(second)
                .startsWith("before: Everywhere; before: First; before: Second; after: First; after: Everywhere; ");
        String everywhere =
                said(app.send("GET", "/orders/later", "", "refuse: Everywhere").fields());
        assertThat(everywhere).startsWith("before: Everywhere; finish: Third; ");
    }

    @Test
    void handlersReceiveAttributesOfFilters() throws Exception {
        assertThat(app.get("/orders/attribute").body()).isEqualTo("caller 7");
    }

    @Test
    void filtersOfDeclaringTypeComeLater() throws Exception {
        assertThat(said(app.get("/orders/inherited").fields())).contains("begun: Everywhere, First, Second, Third; ");
    }

    @Test
    void routerTakesOneInstanceOfEachClass() {
        Class<?> router = app.router().getClass();
        List<String> names = Arrays.stream(router.getDeclaredMethods())
                .filter(method -> method.getName().equals("of"))
                .flatMap(method -> Arrays.stream(method.getParameterTypes()))
                .map(Class::getSimpleName)
                .toList();
        assertThat(names)
                .containsExactly("Orders", "Users", "Everywhere", "First", "Second", "Third", "Caller")
                .inOrder();
    }

    @Test
    void filtersRunInEveryPartOfLargeRouter() throws Exception {
        StringBuilder orders = new StringBuilder("""
                package shop;
                import dev.interlock.annotation.*;
                @Controller public final class Orders {
                """);
        for (int i = 0; i < 300; i++) {
            orders.append(i == 7 || i == 250 ? "@UseFilters(First.class) " : "")
                    .append("@Get(\"/r%1$03d\") java.util.concurrent.CompletionStage<String> r%1$d() {".formatted(i))
                    .append(" return java.util.concurrent.CompletableFuture.completedFuture(\"r\"); }\n");
        }
        RunningApp large = RunningApp.of(
                API.replace(", Users.class", ""),
                orders + "}",
                FILTER.formatted("Everywhere"),
                FILTER.formatted("First"));
        for (int i : List.of(7, 250)) {
            assertThat(said(large.get("/r%03d".formatted(i)).fields()))
                    .isEqualTo("before: Everywhere; before: First; after: First; after: Everywhere; finish: First;"
                            + " begun: Everywhere, First; finish: Everywhere; ");
        }
        assertThat(said(large.get("/r008").fields())).doesNotContain("First");
    }

    @Test
    void ignoresOrderOfSources() {
        List<Source> sources =
                new ArrayList<>(Arrays.stream(sources()).map(Source::of).toList());
        Compilation one = Compilation.of(new RouterProcessor(), sources.toArray(Source[]::new));
        Collections.reverse(sources);
        Compilation other = Compilation.of(new RouterProcessor(), sources.toArray(Source[]::new));
        assertThat(other.generated()).isEqualTo(one.generated());
    }

    @Test
    void waitsForGeneratedFilter() {
        Compilation compilation = Compilation.with(new RouterProcessor())
                .compile(
                        Source.of("package shop; import dev.interlock.annotation.*;"
                                + " @Controller @UseFilters(Missing.class) final class Orders { @Get void list() {} }"),
                        Source.of("package shop; import dev.interlock.annotation.*;"
                                + " @HttpApp(controllers = Orders.class) final class Api {}"));
        assertThat(compilation.errors().toString()).contains("cannot find symbol");
        assertThat(compilation.errors().toString()).doesNotContain("[IL");
    }
}
