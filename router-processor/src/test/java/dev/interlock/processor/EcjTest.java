package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Ecj;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications compiled by ECJ, the compiler of Eclipse and VS Code. */
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
    void handlersOfGenericSuperclassesKeepNamesAndConstraints() throws Exception {
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
    void constraintsOfGenericSuperclassesOfMembersHold() throws Exception {
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
}
