package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Ecj;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import dev.interlock.processor.testing.SourceGenerator;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles applications with ECJ, the compiler of Eclipse and VS Code. */
final class EcjTest {
    private static final Source API = Source.of("""
            package shop;

            import dev.interlock.annotation.*;

            @HttpApp(controllers = Orders.class)
            public final class Api {}
            """);

    @TempDir
    private Path folder;

    private Compilation compile(Source... sources) throws IOException {
        return new Ecj(folder, new RouterProcessor(), new ProtoProcessor()).compile(sources);
    }

    @Test
    void genericSuperclassKeepsNamesAndConstraints() throws Exception {
        Compilation compilation = compile(API, Source.of("""
                package shop;

                import dev.interlock.annotation.*;

                @Controller("/orders")
                public final class Orders extends Shelf<String> {}
                """), Source.of("""
                package shop;

                import dev.interlock.annotation.*;
                import jakarta.validation.constraints.Size;

                public abstract class Shelf<T> {
                  @Get("/{key}")
                  public String find(@Size(min = 2) T key, @Query int limit) {
                    return key + " " + limit;
                  }

                  @OnError
                  public String missing(IllegalStateException e, dev.interlock.http.Request request) {
                    return "missing";
                  }
                }
                """));
        assertThat(compilation.complaints()).isEmpty();
        RunningApp app = RunningApp.load(compilation);
        assertThat(app.get("/orders/ab?limit=3").body()).isEqualTo("ab 3");
        assertThat(app.get("/orders/a?limit=3").status()).isEqualTo(400);
    }

    @Test
    void checksMembersOfGenericSuperclass() throws Exception {
        Compilation compilation = compile(API, Source.of("""
                package shop;

                import dev.interlock.annotation.*;
                import jakarta.validation.Valid;

                @Controller("/orders")
                public final class Orders {
                  record Page(@Query String name, @Params Window<Integer> window) {}

                  record Window<T>(@Query T limit) {
                    @jakarta.validation.constraints.AssertTrue
                    boolean isSmall() { return limit.hashCode() < 10; }
                  }

                  @Get
                  String list(@Params Page page) { return page.name() + page.window().limit(); }
                }
                """));
        assertThat(compilation.complaints()).isEmpty();
        RunningApp app = RunningApp.load(compilation);
        assertThat(app.get("/orders?name=x&limit=3").body()).isEqualTo("x3");
        assertThat(app.get("/orders?name=x&limit=30").status()).isEqualTo(400);
    }

    /** ECJ does not list the accessors of a record until the members of the record have been read. */
    @Test
    void readsNestedRecordsOfInheritedHandler() throws Exception {
        Compilation compilation = compile(API, Source.of("""
                package shop;

                import dev.interlock.annotation.*;

                @Controller
                public final class Orders implements Shelf {}
                """), Source.of("""
                package shop;

                import dev.interlock.annotation.*;

                interface Shelf {
                  record Page(@Params Window window) {}

                  record Window(@Query int limit, @Query String... words) {}

                  @Get
                  default String find(@Params Page page) {
                    return page.window().limit() + String.join("", page.window().words());
                  }
                }
                """));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(RunningApp.load(compilation).get("/?limit=3&words=a&words=b").body())
                .isEqualTo("3ab");
    }

    /** ECJ omits this record component until the class that it names has been generated. */
    @Test
    void waitsForTypeOfGenericComponent() throws Exception {
        Compilation compilation = new Ecj(folder, new RouterProcessor(), new SourceGenerator(Source.of("""
                        package shop;

                        import dev.interlock.annotation.*;

                        interface Windows {
                          record Window<T>(@Query T limit) {}
                        }
                        """)))
                .compile(API, Source.of("""
                package shop;

                import dev.interlock.annotation.*;

                @Controller
                public final class Orders {
                  record Page(@Query String word, @Params Windows.Window<Integer> window) {}

                  @Get
                  String find(@Params Page page) { return page.word() + page.window().limit(); }
                }
                """));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(RunningApp.load(compilation).get("/?limit=3&word=a").body()).isEqualTo("a3");
    }

    @Test
    void waitsForTemplateConstant() throws Exception {
        Compilation compilation = new Ecj(folder, new RouterProcessor(), new SourceGenerator(Source.of("""
                        package shop;

                        final class Paths {
                          static final String ORDERS = "/orders";
                        }
                        """)))
                .compile(API, Source.of("""
                package shop;

                import dev.interlock.annotation.*;

                @Controller
                public final class Orders {
                  @Get(Paths.ORDERS)
                  String find() { return "found"; }
                }
                """));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(RunningApp.load(compilation).get("/orders").body()).isEqualTo("found");
    }

    /** ECJ reports a different qualified name than javac for this class. */
    @Test
    void reportsMistakeBesideNestedClassWithDollar() throws Exception {
        Compilation compilation = compile(API, Source.of("""
                package shop;

                import dev.interlock.annotation.*;

                @Controller
                public final class Orders {
                  record $Page(@Query int limit) {}

                  @Get("/{id}")
                  String find(@Params $Page page) { return ""; }
                }
                """));
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).text()).contains("[IL303]");
    }

    @Test
    void acceptsNestedApplicationWithDollar() throws Exception {
        Compilation compilation = compile(Source.of("""
                package shop;

                import dev.interlock.annotation.*;

                public final class Shop {
                  @HttpApp(controllers = $Api.class)
                  @Controller
                  public static final class $Api {
                    @Get
                    String get() { return ""; }
                  }
                }
                """));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.routers()).contains("shop.Shop_$ApiRouter");
    }

    @Test
    void reportsTwoInheritedRoutes() throws Exception {
        Compilation compilation = compile(API, Source.of("""
                package shop;

                import dev.interlock.annotation.*;

                @Controller
                public final class Orders implements Above, Beside {
                  @Override
                  public String find() { return ""; }
                }

                interface Top { @Get("/top") String find(); }
                interface Above extends Top { @Get("/above") String find(); }
                interface Beside { @Get("/beside") String find(); }
                """));
        assertThat(compilation.errors().get(0).text()).contains("[IL134]");
    }
}
