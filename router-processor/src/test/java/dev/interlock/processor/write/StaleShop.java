package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.util.List;
import java.util.Map;

/**
 * Sources of a shop. They are compiled together at first. Then some are compiled again, with the class folder on the
 * class path.
 */
final class StaleShop {
    static final String API = """
            package shop;

            import dev.interlock.annotation.*;

            @HttpApp(controllers = {Orders.class, Users.class}, errors = Failures.class)
            public final class Api {}
            """;

    static final String ORDERS = """
            package shop;

            import dev.interlock.annotation.*;
            import jakarta.validation.constraints.*;
            import java.util.*;

            @Controller("/orders")
            public final class Orders extends Resource {
              @Get("/{id}")
              String find(@Min(1) long id, @Query @Default("1") int page) { return "order " + id; }

              @Get
              List<String> list(@Params Paging paging) { return List.of(); }

              @Put("/{id}") @Blocking
              void put(String id, @Query Sku sku) throws java.io.IOException {}

              private String text() { return ""; }
            }
            """;

    static final String USERS = """
            package shop;

            import dev.interlock.annotation.*;

            @Controller("/users")
            public final class Users {
              @Get String list() { return "users"; }
            }
            """;

    static final String RESOURCE = """
            package shop;

            import dev.interlock.annotation.*;

            abstract class Resource {
              @Get("/version") String version() { return "1"; }
            }
            """;

    static final String PAGING = """
            package shop;

            import dev.interlock.annotation.*;

            record Paging(@Query @Default("0") int from, @Query @Default("10") int size) {}
            """;

    static final String SKU = """
            package shop;

            record Sku(String text) {}
            """;

    static final String FAILURES = """
            package shop;

            import dev.interlock.annotation.*;

            public final class Failures {
              @OnError @Status(409) String conflict(IllegalStateException e) { return "conflict"; }
            }
            """;

    static Compilation compile(Compilation classFolder, String... sources) {
        Source[] all = new Source[sources.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = Source.of(sources[i]);
        }
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .dependency(classFolder)
                .compile(all);
        assertThat(compilation.complaints()).isEmpty();
        return classFolder.then(compilation);
    }

    static final Compilation NONE = new Compilation(List.of(), Map.of(), Map.of(), Map.of());

    static Compilation compileAll() {
        return compile(NONE, API, ORDERS, USERS, RESOURCE, PAGING, SKU, FAILURES);
    }

    static String staleness(Compilation classes) throws ReflectiveOperationException {
        return String.valueOf(RunningApp.load(classes).router().staleness());
    }

    static String replace(String source, String old, String changed) {
        assertThat(source).contains(old);
        return source.replace(old, changed);
    }

    static final String ORDERS_CHANGED =
            "shop.Orders changed after shop.ApiRouter was compiled. Tip: compile shop.Api, "
                    + "with the classes and jars of the server";

    static Compilation library(String... sources) {
        return compile(NONE, sources);
    }

    private StaleShop() {}
}
