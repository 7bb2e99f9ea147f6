package dev.interlock.processor.diagnostics;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Source;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests the errors for several mistakes at the same time, and for one mistake that involves several places. */
class SeveralMistakesTest {
    private static final Source ORDERS = source("""
            @Controller("/v1")
            final class Orders {
              @Get("/orders/{id}")
              void find(long id) {}
            }
            """);

    @Test
    void reportsMistakesOfAllClasses() {
        Compilation compilation = compile(source("""
                        @Controller
                        final class Orders {
                          @Get("/orders/{id") void find(long id) {}
                          @Get("/orders") void list(@Query Object filter) {}
                        }
                        """), source("""
                        @Controller
                        final class Users {
                          @Get("/users") private void list() {}
                        }
                        """));
        assertThat(places(compilation))
                .containsExactly("Orders.java:3 IL203", "Orders.java:4 IL306", "Users.java:3 IL121")
                .inOrder();
        assertThat(compilation.routers()).isEmpty();
    }

    @Test
    void reportsConflictInBothClasses() {
        Compilation compilation = compile(ORDERS, source("""
                        @Controller
                        final class Users {
                          @Get({
                            "/users/{user}",
                            "/v1/orders/{user}",
                          })
                          void find(@Path("user") long user) {}
                        }
                        """));
        assertThat(places(compilation))
                .containsExactly("Users.java:5 IL231", "Orders.java:3 IL231")
                .inOrder();
        assertThat(compilation.errors().get(0).text())
                .contains("GET /v1/orders/{user} of Users.find(long) is the same route as GET /v1/orders/{id} of"
                        + " Orders.find(long)");
        assertThat(compilation.errors().get(1).text()).contains("this conflicts with Users.find(long)");
    }

    @Test
    void ignoresOrderOfSources() {
        Source users = source("""
                @Controller("/v1")
                final class Users {
                  @Get("/{name:orders}/{id}") void find(String name, long id) {}
                  @Get("/orders/{user}") void list(long user) {}
                }
                """);
        assertThat(compile(ORDERS, users).errors())
                .isEqualTo(compile(users, ORDERS).errors());
    }

    @Test
    void reportsMistakeInClassFileAtApplication() {
        Compilation library = Compilation.withoutProcessor().compile(Source.of("""
                        package lib;
                        import dev.interlock.annotation.*;
                        @Controller public final class Orders {
                          @Get("/{a}{b}") public void find(String a, String b) {}
                        }
                        """));
        Compilation compilation = Compilation.with(new RouterProcessor())
                .dependency(library)
                .compile(source("\n@HttpApp(controllers = lib.Orders.class)\nfinal class Api {}"));
        assertThat(places(compilation)).containsExactly("Api.java:2 IL206");
        assertThat(compilation.errors().get(0).text()).endsWith("in the class file of Orders.find(String, String)");
    }

    @Test
    void reportsSharedControllerOnce() {
        Compilation compilation = Compilation.of(
                new RouterProcessor(),
                source("@Controller final class Orders { @Get(\"//a\") void find() {} }"),
                source("@HttpApp(controllers = Orders.class) final class Api {}"),
                source("@HttpApp(controllers = Orders.class) final class Admin {}"));
        assertThat(places(compilation)).containsExactly("Orders.java:1 IL202");
        assertThat(compilation.routers()).isEmpty();
    }

    @Test
    void reportsBaseOnce() {
        Compilation compilation = compile(source("""
                @Controller("orders")
                final class Orders {
                  @Get("/a") void a() {}
                  @Get("/b") void b() {}
                }
                """));
        assertThat(places(compilation)).containsExactly("Orders.java:1 IL201");
    }

    private static Compilation compile(Source... controllers) {
        Source[] all = Arrays.copyOf(controllers, controllers.length + 1);
        String names = Arrays.stream(controllers)
                .map(source -> source.name().replace(".java", ".class"))
                .sorted()
                .collect(Collectors.joining(", "));
        all[controllers.length] = source("@HttpApp(controllers = {" + names + "}) final class Api {}");
        return Compilation.of(new RouterProcessor(), all);
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
