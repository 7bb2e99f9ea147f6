package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests that generated code does not depend on the order of sources and members. */
final class DeterminismTest {
    private static final int SHUFFLES = 8;

    private static final String API = """
            package shop;

            import dev.interlock.annotation.*;

            @HttpApp(controllers = {%s})
            public final class Api {}
            """;

    private static final List<String> ORDERS = List.of(
            "@Get(\"/{id}\") String find(@Path(\"id\") long number) { return \"\"; }",
            "@Get(\"/{id}/lines\") String lines(java.util.UUID id, @Query Status status) { return \"\"; }",
            "@Get(\"/{id}/lines/{line:[0-9]+}\") String line(long id, int line) { return \"\"; }",
            "@Get(\"/a-b\") String dash() { return \"\"; }",
            "@Get(\"/a_b\") String underscore() { return \"\"; }",
            "@Get(\"/sku/{sku}\") String sku(Sku sku) { return \"\"; }",
            "@Post void add(@Body String text, @Header String requestId) {}",
            "@Get(\"/later\") java.util.concurrent.CompletionStage<java.util.Optional<Status>> later() { return null; }",
            "@Put(\"/stream\") @Blocking void stream(@Body java.io.InputStream in) {}",
            "@Route(method = \"REPORT\", path = \"/r\") void report() {}",
            "@Route(method = \"COPY\", path = \"/c\") void copy() {}",
            "enum Status { NEW }",
            "record Sku(String text) {}");

    private static final List<String> USERS = List.of(
            "@Get(\"/{id}\") String find(Status id) { return \"\"; }",
            "@Delete(\"/{id:[a-z]+}\") void remove(String id) {}",
            "enum Status { ON }");

    @Test
    void orderDoesNotMatter() {
        Random random = new Random(20261124);
        Map<String, String> expected = generate(random, false);
        assertThat(expected).isNotEmpty();
        for (int i = 0; i < SHUFFLES; i++) {
            assertThat(generate(random, true)).isEqualTo(expected);
        }
    }

    private static Map<String, String> generate(Random random, boolean shuffle) {
        List<Source> sources = new ArrayList<>(List.of(
                controller("Orders", ORDERS, random, shuffle),
                controller("Users", USERS, random, shuffle),
                Source.of(API.formatted("Orders.class, Users.class"))));
        if (shuffle) {
            Collections.shuffle(sources, random);
        }
        Compilation compilation =
                Compilation.with(new RouterProcessor()).option("-Werror").compile(sources.toArray(Source[]::new));
        assertThat(compilation.complaints()).isEmpty();
        return compilation.generated();
    }

    private static Source controller(String name, List<String> members, Random random, boolean shuffle) {
        List<String> ordered = new ArrayList<>(members);
        if (shuffle) {
            Collections.shuffle(ordered, random);
        }
        return Source.of("""
                package shop;

                import dev.interlock.annotation.*;

                @Controller("/%1$s")
                public final class %1$s {
                %2$s
                }
                """.formatted(name, String.join("\n", ordered)));
    }

    @Test
    void orderOfControllersChangesOnlyFactory() {
        String one = generated("Orders.class, Users.class");
        String other = generated("Users.class, Orders.class");
        assertThat(routes(one)).isEqualTo(routes(other));
    }

    private static String generated(String controllers) {
        Random random = new Random(0);
        Compilation compilation = Compilation.with(new RouterProcessor())
                .compile(
                        controller("Orders", ORDERS, random, false),
                        controller("Users", USERS, random, false),
                        Source.of(API.formatted(controllers)));
        return Objects.requireNonNull(compilation.generated().get("shop.ApiRouter"));
    }

    /** Returns the lines of a router, without the declarations that name the controllers. */
    private static String routes(String router) {
        return router.lines()
                .filter(line ->
                        !line.matches(".*\\b(orders|users)\\b(,|;|\\)|\\s*=|\\s+is null).*") || line.contains("write("))
                .reduce("", (text, line) -> text + line + "\n");
    }
}
