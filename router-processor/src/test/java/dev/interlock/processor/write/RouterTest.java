package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.JsonbGenerator;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/** Tests the generated router as a whole: names, filters, methods, inheritance and visibility. */
final class RouterTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.*;

            @HttpApp(controllers = Things.class)
            public final class Api {}
            """;

    private static String controller(String members) {
        return """
                package shop;

                import dev.interlock.annotation.*;
                import dev.interlock.http.*;
                import java.util.*;

                @Controller
                public class Things {
                %s
                }
                """.formatted(members);
    }

    @Test
    void everyTemplateIsRoute() throws Exception {
        RunningApp app = RunningApp.of(API, controller("""
                @Get({"", "/a/{id}"}) @Post("/a/{id}") @Route(method = "PROPFIND", path = {"/x", "/y"})
                String any(Request request) { return request.method() + " " + request.target(); }
                """));
        assertThat(app.routes().stream().map(RouteInfo::toString))
                .containsExactly("GET /", "GET /a/{id}", "POST /a/{id}", "PROPFIND /x", "PROPFIND /y")
                .inOrder();
        assertThat(app.get("/").body()).isEqualTo("GET /");
        assertThat(app.send("POST", "/a/1", "").body()).isEqualTo("POST /a/1");
        assertThat(app.send("PROPFIND", "/y", "").body()).isEqualTo("PROPFIND /y");
        assertThat(app.get("/x").route()).isEqualTo(Router.METHOD_NOT_ALLOWED);
    }

    @Test
    void sortsOwnMethods() throws Exception {
        RunningApp app = RunningApp.of(API, controller("""
                @Route(method = "REPORT", path = "/") String report() { return "report"; }
                @Route(method = "COPY", path = "/") String copy() { return "copy"; }
                @Route(method = "M-SEARCH", path = "/") String search() { return "search"; }
                """));
        assertThat(app.send("COPY", "/", "").body()).isEqualTo("copy");
        assertThat(app.send("M-SEARCH", "/", "").body()).isEqualTo("search");
        assertThat(app.send("REPORT", "/", "").body()).isEqualTo("report");
    }

    @Test
    void parameterNamesClashWithNothing() throws Exception {
        RunningApp app = RunningApp.of(API, controller("""
                enum Status { A }
                @Get("/{request}/{response}/{query}/{things}")
                String all(String request, String response, String query, String things,
                    @Query("q") String headers, @Header("h") String GET_X, @Query Status STATUS, @Query int INT) {
                  return String.join(" ", request, response, query, things, headers, GET_X, STATUS.name(), "" + INT);
                }
                @Get("/x") String status(@Query Status status) { return status.name(); }
                """));
        assertThat(app.send("GET", "/1/2/3/4?q=5&STATUS=A&INT=7", "", "h: 6").body())
                .isEqualTo("1 2 3 4 5 6 A 7");
        assertThat(app.get("/x?status=A").body()).isEqualTo("A");
    }

    @Test
    void routesWithSameWordsHaveDistinctNames() throws Exception {
        RunningApp app = RunningApp.of(API, controller("""
                @Get("/a-b") String a() { return "a"; }
                @Get("/a_b") String b() { return "b"; }
                @Get("/a/b") String c() { return "c"; }
                @Get("/{a}/b") String d(String a) { return "d"; }
                @Get("/a-b/2") String e() { return "e"; }
                @Get("/\u00fc") String f() { return "f"; }
                @Get("/") String g() { return "g"; }
                @Get("/root") String h() { return "h"; }
                @Get("/a/b/") String i() { return "i"; }
                @Get("/class") String j() { return "j"; }
                @Get("/dispatch/__/routes") String k() { return "k"; }
                """));
        String[] paths = {"/a-b", "/a_b", "/a/b", "/x/b", "/a-b/2", "/%C3%BC", "/", "/root", "/a/b/", "/class"};
        StringBuilder responses = new StringBuilder();
        for (String path : paths) {
            responses.append(app.get(path).body());
        }
        assertThat(responses.toString()).isEqualTo("abcdefghij");
    }

    @Test
    void escapesTemplatesInComments() throws Exception {
        RunningApp app = RunningApp.of(API, controller("""
                @Get("/a*/x") String a() { return "a"; }
                @Get("/{id:[0-9]{2}\\\\.}") String b(String id) { return id; }
                @Get("/@/{n:[^}]+}") String c(String n) { return n; }
                @Get("/\\\"\\\"\\\"") String d() { return "d"; }
                """));
        assertThat(app.get("/a*/x").body()).isEqualTo("a");
        assertThat(app.get("/12.").body()).isEqualTo("12.");
        assertThat(app.get("/@/n").body()).isEqualTo("n");
        assertThat(app.get("/%22%22%22").body()).isEqualTo("d");
    }

    @Test
    void callsOverloadsAndInheritedHandlers() throws Exception {
        RunningApp app = RunningApp.of(API, """
                package shop;

                import dev.interlock.annotation.*;
                import java.util.List;

                abstract class Base<T> {
                  @Get("/base/{id}") String find(T id) { return "base " + id; }
                  @Get("/all") public String all(@Query List<T> id) { return "all " + id; }
                  @Get("/hidden") String hidden() { return "hidden"; }
                }
                """, """
                package shop;

                import dev.interlock.annotation.*;

                @Controller
                public class Things extends Base<Long> {
                  @Get("/one") String find() { return "one"; }
                  @Get("/one/{n}") String find(int n) { return "one " + n; }
                  @Override String hidden() { return "overridden"; }
                }
                """);
        assertThat(app.get("/base/7").body()).isEqualTo("base 7");
        assertThat(app.get("/base/x").status()).isEqualTo(400);
        assertThat(app.get("/all?id=1").body()).isEqualTo("all [1]");
        assertThat(app.get("/one").body()).isEqualTo("one");
        assertThat(app.get("/one/2").body()).isEqualTo("one 2");
        assertThat(app.get("/hidden").body()).isEqualTo("overridden");
    }

    @Test
    void filtersSurroundHandler() throws Exception {
        RunningApp app = RunningApp.of(
                API.replace("Things.class", "Things.class, filters = {Outer.class, Inner.class}"),
                controller("@Get String get(Response response) { return \"handler \"; }"),
                filter("Outer"),
                filter("Inner"));
        assertThat(app.send("GET", "/", "").body()).isEqualTo("Outer+ Inner+ handler Inner- Outer- ");
        assertThat(app.send("GET", "/", "", "stop: Inner").body()).isEqualTo("Outer+ Inner! Outer- ");
        assertThat(app.send("GET", "/", "", "stop: Outer").body()).isEqualTo("Outer! ");
    }

    private static String filter(String name) {
        return """
                package shop;

                import dev.interlock.http.*;

                public final class NAME implements Filter {
                  @Override public boolean before(Request request, Response response) {
                    boolean stops = "NAME".equals(request.header("stop"));
                    response.body().append(stops ? "NAME! " : "NAME+ ");
                    return !stops;
                  }
                  @Override public void after(Request request, Response response) {
                    response.body().append("NAME- ");
                  }
                }
                """.replace("NAME", name);
    }

    @Test
    void appliesTrailingSlashPolicy() throws Exception {
        String ignoring = API.replace("Things.class", "Things.class, trailingSlash = TrailingSlash.IGNORE");
        RunningApp app = RunningApp.of(ignoring, controller("@Get(\"/a\") String a() { return \"a\"; }"));
        assertThat(app.get("/a/").body()).isEqualTo("a");
    }

    @Test
    void instancesHaveNamesOfClasses() throws Exception {
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .compile(
                        Source.of("""
                                package shop;

                                import dev.interlock.annotation.*;

                                @HttpApp(controllers = {a.Orders.class, b.Orders.class, HTTPThings.class, Default.class},
                                    filters = {Api.Log.class})
                                public final class Api {
                                  interface Log extends dev.interlock.http.Filter {}
                                }
                                """),
                        named("a", "Orders"),
                        named("b", "Orders"),
                        named("shop", "HTTPThings"),
                        named("shop", "Default"));
        assertThat(compilation.complaints()).isEmpty();
        Class<?> router = compilation.classLoader().loadClass("shop.ApiRouter");
        Method factory = Arrays.stream(router.getMethods())
                .filter(method -> method.getName().equals("of"))
                .findFirst()
                .orElseThrow();
        assertThat(Arrays.stream(factory.getParameters()).map(Parameter::getName))
                .containsExactly("orders", "orders2", "httpThings", "defaultController", "log")
                .inOrder();
        InvocationTargetException thrown =
                assertThrows(InvocationTargetException.class, () -> factory.invoke(null, new Object[5]));
        assertThat(thrown).hasCauseThat().hasMessageThat().isEqualTo("orders is null");
    }

    @Test
    void acceptsClassNamedAsConversion() throws Exception {
        RunningApp app = RunningApp.of(
                API,
                controller("@Get(\"/{id}/{sku}\") String a(ID id, Id sku) { return id.text() + sku.text(); }"),
                """
                        package shop;

                        public record ID(String text) {
                          public static ID of(String text) { return new ID(text); }
                        }
                        """,
                """
                        package shop;

                        public record Id(String text) {
                          public static Id of(String text) throws Throwable { throw new Throwable(text); }
                        }
                        """);
        assertThat(app.get("/7/8").body()).isEqualTo("78");
    }

    private static Source named(String packageName, String name) {
        return Source.of("""
                package %1$s;

                import dev.interlock.annotation.*;

                @Controller("/%1$s/%2$s")
                public final class %2$s {
                  @Get public String get() { return ""; }
                }
                """.formatted(packageName, name));
    }

    @Test
    void nestedApplicationHasOuterNameInRouter() {
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .compile(Source.of("""
                                package shop;

                                import dev.interlock.annotation.*;

                                class Outer {
                                  @HttpApp(controllers = Things.class)
                                  static final class Api {}
                                }
                                """), Source.of(controller("@Get String get() { return \"\"; }")));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.generated().keySet())
                .containsExactly("shop.Outer_ApiRouter", "shop.Outer_ApiRouterSources", "shop.Things_Digest");
    }

    @Test
    void acceptsUnnamedPackage() {
        Compilation compilation =
                Compilation.with(new RouterProcessor()).option("-Werror").compile(Source.of("""
                                import dev.interlock.annotation.*;

                                @HttpApp(controllers = Things.class)
                                public final class Api {}
                                """), Source.of("""
                                import dev.interlock.annotation.*;

                                @Controller
                                public final class Things {
                                  @Get String get() { return ""; }
                                }
                                """));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.generated().keySet()).containsExactly("ApiRouter", "ApiRouterSources", "Things_Digest");
    }

    @Test
    void usesDeprecatedElementsWithoutWarning() throws Exception {
        RunningApp app = RunningApp.of(API, controller("""
                @Deprecated @Get("/old") String old() { return "old"; }
                @Deprecated(forRemoval = true) @Get("/older") String older() { return "older"; }
                """));
        assertThat(app.get("/old").body()).isEqualTo("old");
        assertThat(app.get("/older").body()).isEqualTo("older");
    }

    @Test
    void usesDeprecatedMembersWithoutWarning() {
        String handlers = """
                package shop;

                import dev.interlock.annotation.*;
                import io.avaje.jsonb.Json;
                import java.util.*;

                @HttpApp(controllers = Api.class)
                @Controller
                public final class Api {
                  %s
                }

                @Deprecated(forRemoval = true)
                final class Old {
                  @Json record Result(int number) {}
                  @Json record Body(int number) {}
                }

                record Page(@Query int from) {
                  @Deprecated Page {}
                }

                @Json record Holder(@SuppressWarnings("removal") Old.Body body) {}
                """;
        for (String handler : List.of(
                "@SuppressWarnings(\"removal\") @Get Old.Result get() { return null; }",
                "@SuppressWarnings(\"removal\") @Get List<Old.Result> get() { return null; }",
                "@Get Holder get() { return null; }",
                "@Post String add(@Body Holder holder) { return null; }",
                "@Get String get(@Params Page v) { return null; }")) {
            Compilation compilation = Compilation.with(new RouterProcessor(), JsonbGenerator.create())
                    .option("-Xlint:-auxiliaryclass")
                    .compile(Source.of(handlers.formatted(handler)));
            assertWithMessage(handler).that(compilation.errors()).isEmpty();
            // Skips warnings about the adapters, because another processor generates them.
            assertWithMessage(handler)
                    .that(compilation.diagnostics().stream()
                            .filter(it -> it.getSource() == null
                                    || it.getSource().getName().contains("ApiRouter"))
                            .filter(it -> it.getKind() != Diagnostic.Kind.NOTE)
                            .toList())
                    .isEmpty();
            assertThat(compilation.classes()).containsKey("shop.ApiRouter");
        }
    }

    @Test
    void usesControllersFromClassPath() throws Exception {
        Compilation library = Compilation.withoutProcessor().compile(Source.of("""
                        package shop;

                        import dev.interlock.annotation.*;

                        @Controller("/things")
                        public class Things {
                          @Get("/{id}") public String find(long id, @Query int limit) { return id + " " + limit; }
                        }
                        """));
        Compilation application = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .dependency(library)
                .compile(Source.of(API));
        assertThat(application.complaints()).isEmpty();
        assertThat(application.generated().get("shop.ApiRouter")).contains("long id = PATH_ID.toLong(");
    }
}
