package dev.interlock.processor.diagnostics;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.ProtoProcessor;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import dev.interlock.processor.testing.SourceGenerator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the parts of messages that depend on the mistake: texts and tips. */
class MessageTextsTest {
    private static final Source API = source("@HttpApp(controllers = Orders.class) final class Api {}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enum Orders { A } | Orders is an enum, so the application cannot build an instance of it"
                        + " | turn it into a class",
                "interface Orders {} | Orders is an interface, so the application cannot build an instance of it"
                        + " | put @Controller on the class that implements it",
                "abstract class Orders {} | Orders is an abstract class, so the application cannot build an instance of it"
                        + " | put @Controller on the class that extends it",
                "@interface Orders {} | Orders is an annotation, so the application cannot build an instance of it"
                        + " | put @Controller on a class"
            })
    void reportsControllerWithoutInstances(String declaration, String text, String tip) {
        assertErrors(
                compile(API, source("\n@Controller " + declaration)),
                "Orders.java:2 [IL106] " + text.strip() + "\n  tip: " + tip.strip());
    }

    @Test
    void reportsRepeatedTemplateAtSecond() {
        assertErrors(
                controller("@Get({\n\"/a\",\n\"/a\"}) void a() {}"),
                "Orders.java:5 [IL231] GET /a of Orders.a() is declared twice\n"
                        + "  tip: remove one of the two, or change its path or method");
        assertErrors(
                controller("@Get({\n\"/{a}\",\n\"/{b}\"}) void a(dev.interlock.http.Request request) {}"),
                "Orders.java:5 [IL231] GET /{b} of Orders.a(Request) is the same route as its GET /{a}\n"
                        + "  tip: remove one of the two, or change its path or method");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@Header @Default(\"1, 2\") List<Integer> n | write one element: a default is never split at commas",
                "@Query @Default(\"1,2\") Set<Long> n | write one element: a default is never split at commas",
                "@Header @Default(\"1,2\") int[] n | write one element: a default is never split at commas",
                "@Header @Default(\"1,2\") int n | write a text that a client could send"
            })
    void rejectsDefaultOfList(String parameter, String tip) {
        Compilation compilation = controller("@Get void a(" + parameter + ") {}");
        assertThat(texts(compilation).get(0)).startsWith("Orders.java:3 [IL308] the default \"1,");
        assertThat(texts(compilation).get(0)).endsWith("\n  tip: " + tip);
    }

    @Test
    void conflictNamesBothControllers() {
        Compilation compilation = compile(
                source("@HttpApp(controllers = {Orders.class, Users.class}) final class Api {}"),
                source("abstract class Base { @Get(\"/a\") void a() {} }"),
                source("\n@Controller final class Orders extends Base {}"),
                source("\n\n@Controller final class Users extends Base {}"));
        assertErrors(
                compilation,
                "Users.java:3 [IL231] GET /a of Base.a() in Users is the same route as GET /a of Base.a() in Orders\n"
                        + "  tip: remove one of the two, or change its path or method",
                "Orders.java:2 [IL231] this conflicts with Users");
    }

    @Test
    void unreachableRouteNamesBothControllers() {
        Compilation compilation = compile(
                source("@HttpApp(controllers = {Orders.class, Users.class}) final class Api {}"),
                source("abstract class Base {\n@Get(\"/{id:[\\\\s\\\\S]+}\") void a(String id) {}\n"
                        + "@Get(\"/{id}\") void b(String id) {} }"),
                source("@Controller(\"/x\") final class Orders extends Base {}"),
                source("@Controller(\"/y\") final class Users extends Base {}"));
        assertThat(texts(compilation).get(0))
                .startsWith("Base.java:3 [IL233] GET /x/{id} of Base.b(String) in Orders never matches:"
                        + " GET /x/{id:[\\s\\S]+} of Base.a(String) in Orders is more specific");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IL317 | public void a(@Attribute other.Hidden h) {} | make Hidden public",
                "IL317 | public void a(@Attribute java.util.List<other.Hidden> h) {} | make Hidden public",
                "IL406 | public other.Hidden a() { return null; } | make Hidden public",
                "IL314 | public void a(@Params other.HiddenRecord h) {} | make HiddenRecord public"
            })
    void tipMakesForeignTypePublic(String code, String handler, String tip) {
        Compilation compilation = compile(
                source("@HttpApp(controllers = other.Orders.class) final class Api {}"),
                Source.of("package other; class Hidden {}"),
                Source.of("package other; import dev.interlock.annotation.*; record HiddenRecord(@Query int a) {}"),
                Source.of("package other; import dev.interlock.annotation.*;\n"
                        + "@Controller public final class Orders {\n@Get " + handler.replace("other.", "") + " }"));
        assertThat(texts(compilation)).hasSize(1);
        assertThat(texts(compilation).get(0)).startsWith("Orders.java:3 [" + code.strip() + "]");
        assertThat(texts(compilation).get(0)).endsWith("\n  tip: " + tip.strip());
    }

    @Test
    void tipRemovesPrivate() {
        assertErrors(
                controller("@Get void a(@Attribute B b) {} private static class B {}"),
                "Orders.java:3 [IL317] b: B cannot be reached from package shop, where the router is generated\n"
                        + "  tip: remove private from Orders.B");
        assertErrors(
                controller("@Get private void a() {}"),
                "Orders.java:3 [IL121] Orders.a() cannot be called from package shop, where the router is generated\n"
                        + "  tip: remove private from Orders.a()");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@Query Id<String> v | use a type without type parameters: a request does not name type arguments",
                "@Query Id<?> v | use a type without type parameters: a request does not name type arguments",
                "@Part dev.interlock.http.BodyPart[] v | use BodyPart, or a List or Optional of it",
                "@Part Set<dev.interlock.http.BodyPart> v | use BodyPart, or a List or Optional of it",
                "@Query dev.interlock.http.BodyPart v | put @Part on it",
                "@Query List<? extends Integer> v | write the type without a wildcard: Integer",
                "@Query List<?> v | write the type without a wildcard",
                "@Query int[][] v | name the element type, such as List<String>; a request cannot hold lists of lists",
                "@Query List<List<String>> v | name the element type, such as List<String>;"
                        + " a request cannot hold lists of lists"
            })
    void tipNamesSupportedType(String parameter, String tip) {
        Compilation compilation = controller("@Post void a(" + parameter + ") {} record Id<T>(String text) {}");
        assertThat(texts(compilation)).hasSize(1);
        assertThat(texts(compilation).get(0)).startsWith("Orders.java:3 [IL306] ");
        assertThat(texts(compilation).get(0)).endsWith("\n  tip: " + tip.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Optional<P> | use P; its components may be Optional",
                "List<P> | use P; its components may be Optional",
                "String | use a record with a component for each parameter"
            })
    void reportsGroupThatIsNoRecord(String type, String tip) {
        assertErrors(
                controller("@Get void a(@Params " + type + " p) {} record P(@Query int a) {}"),
                "Orders.java:3 [IL313] p carries @Params, but " + type.strip() + " is not a record\n  tip: "
                        + tip.strip());
    }

    @Test
    void reportsCollectionOfCookie() {
        assertErrors(
                controller("@Get void a(@Cookie int[] v) {}"),
                "Orders.java:3 [IL307] v is int[], but a cookie has only one value\n  tip: use the element type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@Get(MISSING) void a() {}",
                "@Get(\"/a\" + MISSING) void a() {}",
                "@Get({\"/a\", MISSING}) void a() {}",
                "@Get @Produces(MISSING) String a() { return null; }",
                "@Get void a(@Query(MISSING) String q) {}",
                "@Get @Roles(MISSING) void a() {}"
            })
    void leavesMisspeltConstantToCompiler(String handler) {
        assertThat(texts(controller(handler)).stream()
                        .map(it -> it.lines().findFirst().orElseThrow()))
                .containsExactly("Orders.java:3 cannot find symbol");
    }

    @Test
    void leavesMisspeltBaseToCompiler() {
        assertThat(
                        texts(compile(API, source("\n@Controller(MISSING) final class Orders { @Get void a() {} }")))
                                .stream()
                                .map(it -> it.lines().findFirst().orElseThrow()))
                .containsExactly("Orders.java:2 cannot find symbol");
    }

    @Test
    void waitsForGeneratedConstant() throws Exception {
        Compilation compilation = Compilation.with(
                        new RouterProcessor(), new SourceGenerator(source("interface Paths { String A = \"/made\"; }")))
                .compile(API, source("@Controller class Orders { @Get(Paths.A) String a() { return \"a\"; } }"));
        assertThat(RunningApp.load(compilation).get("/made").body()).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@Get Flow.Publisher<Optional<M>> a() { return null; } | Orders.a(): Optional<M>"
                        + " | use M itself, or an Optional, CompletionStage or Flow.Publisher of it",
                "@Get List<M> a() { return null; } | Orders.a(): List<M>"
                        + " | use M itself, or an Optional, CompletionStage or Flow.Publisher of it",
                "@Post void a(@Body Optional<Optional<M>> v) {} | v: Optional<M> | use M itself",
                "@Post void a(@Body M[] v) {} | v: M[] | use M itself"
            })
    void reportsProtobufWithinJson(String handler, String type, String tip) {
        String expected = "Orders.java:3 [IL609] " + type.strip()
                + " is a JSON body, which cannot hold the protobuf message M\n  tip: " + tip.strip();
        Source orders = orders(handler.replace("M", "com.google.protobuf.StringValue"));
        List<String> errors = texts(Compilation.with(new RouterProcessor())
                .hide("io.avaje", "com.fasterxml")
                .compile(API, orders));
        assertThat(errors).containsExactly(expected.replaceAll("\\bM\\b", "StringValue"));
        assertThat(texts(Compilation.with(new RouterProcessor())
                        .hide("com.fasterxml")
                        .compile(API, orders)))
                .isEqualTo(errors);
    }

    @Test
    void unknownMessageNamesDescriptorSets() {
        Compilation compilation = Compilation.with(new ProtoProcessor())
                .descriptors(Descriptors.shop())
                .compile(source("\n@ProtoView(\"lib.Missing\") interface Missing {}"));
        assertThat(texts(compilation)).hasSize(1);
        assertThat(texts(compilation).get(0))
                .startsWith("Missing.java:2 [IL511] no .proto declares a message lib.Missing\n");
        assertThat(texts(compilation).get(0)).contains("descriptors.binpb");
        assertThat(texts(compilation).get(0))
                .endsWith("; name the missing descriptor set with -Ainterlock.descriptors)");
    }

    private static void assertErrors(Compilation compilation, String... expected) {
        assertThat(texts(compilation)).containsExactlyElementsIn(expected).inOrder();
    }

    /** Returns all errors, each with its file and line. */
    private static List<String> texts(Compilation compilation) {
        return compilation.errors().stream()
                .map(it -> it.file() + ":" + it.line() + " " + it.text())
                .collect(Collectors.toList());
    }

    private static Compilation controller(String members) {
        return compile(API, orders(members));
    }

    private static Source orders(String members) {
        return source("import java.util.*; import java.util.concurrent.Flow;\n@Controller final class Orders {\n"
                + members + "\n}");
    }

    private static Compilation compile(Source... sources) {
        Compilation compilation = Compilation.of(new RouterProcessor(), sources);
        assertWithMessage("routers").that(compilation.routers()).isEmpty();
        return compilation;
    }

    private static Source source(String text) {
        return Source.of("package shop; import dev.interlock.annotation.*; " + text);
    }
}
