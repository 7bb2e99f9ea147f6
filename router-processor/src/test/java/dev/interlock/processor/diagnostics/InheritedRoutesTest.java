package dev.interlock.processor.diagnostics;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http.RouteInfo;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import dev.interlock.processor.testing.SourceGenerator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that no route of a supertype is lost: it is a route of the controller, or the processor reports an error. */
class InheritedRoutesTest {
    private static final String API = "package shop; @dev.interlock.annotation.HttpApp(controllers = Orders.class)"
            + " public final class Api {}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IL121 | abstract class Base { @Get(\"/a\") private void a() {} }",
                "IL122 | abstract class Base { @Get(\"/a\") static void a() {} }",
                "IL121 | abstract class Base extends other.Above {}",
                "IL121 | abstract class Base implements Api2 {} interface Api2 { @Get(\"/a\") private void a() {} }",
                "IL122 | abstract class Base implements Api2 {} interface Api2 { @Get(\"/a\") static void a() {} }",
                "IL122 | abstract class Base extends Top { static void a() {} } abstract class Top { @Get(\"/a\") static void a() {} }"
            })
    void reportsRouteThatNobodyCanInherit(String code, String base) {
        Compilation compilation = compile(
                base, "@Controller final class Orders extends Base { @Get(\"/own\") void own() {} }", Source.of("""
                        package other;
                        import dev.interlock.annotation.*;
                        public abstract class Above {
                          @Get("/a")
                          void a() {}
                        }
                        """));
        String place = base.contains("other.Above") ? "Above.java:5" : "Base.java:3";
        assertThat(places(compilation)).containsExactly(place + " " + code.strip());
        assertThat(compilation.routers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class Base { @Get(\"/a\") String a() { return \"a\"; } }",
                "@Essential class Base extends Top { @Override String a() { return \"a\"; } }"
                        + " class Top { @Get(\"/a\") String a() { return null; } }"
            })
    void controllerInheritsRoutesOfConcreteClass(String base) throws Exception {
        RunningApp app = RunningApp.load(compiled(compile(
                base,
                "@Controller final class Orders extends Base { @Get(\"/own\") String own() { return \"own\"; } }")));
        assertThat(app.get("/a").body()).isEqualTo("a");
        assertThat(app.get("/own").body()).isEqualTo("own");
    }

    @Test
    void reportsRouteOfUnextendedClass() {
        Compilation compilation = compile(
                "class Base { @Get(\"/a\") void a() {} }",
                "@Controller final class Orders { @Get(\"/own\") void own() {} } final class Other extends Base {}");
        assertThat(places(compilation)).containsExactly("Base.java:3 IL114");
    }

    @Test
    void inheritsErrorMethodOfConcreteClass() {
        compiled(compile(
                "class Base { @OnError @Status(409) String a(IllegalStateException e) { return \"a\"; } }",
                "@Controller final class Orders extends Base { @Get(\"/own\") String own() { return \"own\"; } }"));
    }

    @Test
    void reportsPackagePrivateHandler() {
        Compilation compilation = Compilation.of(
                new RouterProcessor(),
                Source.of(API.replace("Orders.class", "other.Orders.class")),
                source("public abstract class Base { @Get(\"/a\")\nvoid a() {} }"),
                Source.of("package other; import dev.interlock.annotation.*;"
                        + " @Controller public final class Orders extends shop.Base { @Get public void own() {} }"));
        assertThat(places(compilation)).containsExactly("Base.java:2 IL121");
        assertThat(compilation.errors().get(0).text())
                .contains("tip: make Base.a() public: Orders is of another package");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abstract class Base { @Get(\"/a/{id}\") @Status(203) String a(@Path(\"id\") long number) { return null; } }",
                "abstract class Base { @Get(\"/a/{id}\") @Status(203) abstract String a(@Path(\"id\") long number); }",
                "abstract class Base { @Get(\"/a/{id}\") @Status(203) protected Object a(@Path(\"id\") long number) { return null; } }",
                "abstract class Base implements In<Long> {} interface In<T> {"
                        + " @Get(\"/a/{id}\") @Status(203) default String a(@Path(\"id\") Long number) { return null; } }",
                "abstract class Base extends Mid { @Override public String a(long number) { return null; } } abstract class Mid {"
                        + " @Get(\"/a/{id}\") @Status(203) public String a(@Path(\"id\") long number) { return null; } }"
            })
    void plainOverrideInheritsAnnotations(String base) throws Exception {
        String type = base.contains("In<Long>") ? "Long" : "long";
        RunningApp app = RunningApp.load(compiled(compile(
                base,
                "@Controller class Orders extends Base { @Override public String a(" + type
                        + " other) { return \"own \" + other; } }")));
        assertThat(app.routes().stream().map(RouteInfo::toString)).containsExactly("GET /a/{id}");
        assertThat(app.get("/a/7").body()).isEqualTo("own 7");
        assertThat(app.get("/a/7").status()).isEqualTo(203);
    }

    @Test
    void inheritsRouteOfSubclassInterface() throws Exception {
        RunningApp app = RunningApp.load(compiled(compile(
                "abstract class Base { public String a() { return \"base\"; } }",
                "@Controller class Orders extends Base implements In {} interface In { @Get(\"/a\") String a(); }")));
        assertThat(app.routes().stream().map(RouteInfo::toString)).containsExactly("GET /a");
        assertThat(app.get("/a").body()).isEqualTo("base");
    }

    @Test
    void overrideWithRouteReplacesAnnotations() throws Exception {
        RunningApp app = RunningApp.load(compiled(compile(
                "abstract class Base { @Get(\"/a\") @Status(203) String a() { return null; } }",
                "@Controller class Orders extends Base { @Override @Get(\"/b\") String a() { return \"b\"; } }")));
        assertThat(app.routes().stream().map(RouteInfo::toString)).containsExactly("GET /b");
        assertThat(app.get("/b").status()).isEqualTo(200);
    }

    @Test
    void deprecatedOverrideCausesNoWarning() {
        compiled(compile(
                "abstract class Base { @Get(\"/a\") String a() { return null; } }",
                "@Controller class Orders extends Base { @Deprecated @Override String a() { return \"b\"; } }"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"@Status(201) String a(String q)", "String a(@Query String q)", "@Blocking String a(String q)"})
    void reportsOverrideWithoutRoute(String method) {
        Compilation compilation = compile(
                "abstract class Base { @Get(\"/a\") String a(@Query String q) { return q; } }",
                "@Controller class Orders extends Base {\n@Override " + method + " { return q; } }");
        assertThat(places(compilation)).containsExactly("Orders.java:2 IL133");
        assertThat(compilation.errors().get(0).text())
                .isEqualTo("[IL133] Orders.a(String) carries " + method.replaceAll(".*(@\\w+).*", "$1")
                        + ", so it inherits no annotations from Base.a(String) and has no route\n"
                        + "  tip: repeat the annotations of Base.a(String), or remove all annotations from"
                        + " Orders.a(String) and its parameters");
    }

    @Test
    void reportsTwoInheritedRoutes() {
        Compilation compilation = compile(
                "interface Base { @Get(\"/a\") String a(); } interface Other { @Get(\"/b\") String a(); }",
                "@Controller class Orders implements Base, Other {\npublic String a() { return \"\"; } }");
        assertThat(places(compilation)).containsExactly("Orders.java:2 IL134");
    }

    @Test
    void waitsForTypeOfInheritedHandler() throws Exception {
        Compilation compilation = Compilation.with(
                        new RouterProcessor(), new SourceGenerator(source("enum State { NEW }")))
                .option("-Werror", "-Xlint:-auxiliaryclass")
                .compile(
                        Source.of(API),
                        source("@Controller class Orders extends Base {} abstract class Base {"
                                + " @Get(\"/a\") String a(@Query State state) { return \"is \" + state; } }"));
        assertThat(RunningApp.load(compiled(compilation)).get("/a?state=NEW").body())
                .isEqualTo("is NEW");
    }

    @Test
    void overrideInheritsOnError() {
        Compilation compilation = compiled(compile(
                "abstract class Base { @OnError @Status(418) Object fail(Exception e) { return null; } }",
                "@Controller class Orders extends Base { @Get(\"/a\") String a() { throw new IllegalStateException(); }"
                        + " @Override String fail(Exception e) { return \"failed\"; } }"));
        assertThat(compilation.generated().get("shop.ApiRouter")).contains("orders.fail(");
        assertThat(compilation.generated().get("shop.ApiRouter")).contains("418");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IL814 | Base.java:3 | @OnError private String fail(Exception e) { return null; } | ",
                "IL814 | Base.java:3 | @OnError static String fail(Exception e) { return null; } | ",
                "IL133 | Orders.java:1 | @OnError String fail(Exception e) { return null; }"
                        + " | @Override @Status(418) String fail(Exception e) { return null; }"
            })
    void reportsErrorMethodThatNobodyInherits(String code, String place, String base, String override) {
        Compilation compilation = compile(
                "abstract class Base { " + base + " }",
                "@Controller final class Orders extends Base { @Get(\"/own\") void own() {} "
                        + (override == null ? "" : override) + " }");
        assertThat(places(compilation)).containsExactly(place.strip() + " " + code.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Made | @Controller class Orders extends Made { @Get(\"/own\") void own() {} }",
                "Made | @Controller class Orders extends Base { @Get(\"/own\") void own() {} } abstract class Base extends Made {}",
                "Face | @Controller class Orders implements Face { @Get(\"/own\") void own() {} }",
            })
    void waitsForGeneratedSuperclass(String name, String controller) throws Exception {
        String made = name.strip().equals("Face")
                ? "interface Face { @Get(\"/made\") default String made() { return \"made\"; } }"
                : "abstract class Made { @Get(\"/made\") String made() { return \"made\"; } }";
        Compilation compilation = Compilation.with(
                        new RouterProcessor(), new SourceGenerator(source("class Unrelated {}"), source(made)))
                .option("-Werror", "-Xlint:-auxiliaryclass")
                .compile(Source.of(API), source(controller));
        RunningApp app = RunningApp.load(compiled(compilation));
        assertThat(app.get("/made").body()).isEqualTo("made");
        assertThat(app.routes()).hasSize(2);
    }

    private static Compilation compiled(Compilation compilation) {
        assertThat(compilation.complaints()).isEmpty();
        return compilation;
    }

    private static Compilation compile(String base, String controller, Source... others) {
        return Compilation.with(new RouterProcessor())
                .option("-Werror", "-Xlint:-auxiliaryclass")
                .compile(Stream.concat(
                                Stream.of(Source.of(API), source("\n\n" + base), source(controller)), Stream.of(others))
                        .toArray(Source[]::new));
    }

    private static Source source(String text) {
        return Source.of("package shop; import dev.interlock.annotation.*; " + text);
    }

    private static List<String> places(Compilation compilation) {
        return compilation.errors().stream()
                .map(error ->
                        error.file() + ":" + error.line() + " " + error.text().substring(1, 6))
                .toList();
    }
}
