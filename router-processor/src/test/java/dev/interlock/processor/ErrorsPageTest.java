package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http.Router;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Served;
import dev.interlock.processor.testing.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code docs/errors.md} shows compiles, and answers as the page says. */
final class ErrorsPageTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String IMPORTS = """
            package shop;
            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            import dev.interlock.http.Filter;
            import java.util.concurrent.TimeoutException;
            """;

    private static Router router;

    @BeforeAll
    static void compile() throws Exception {
        Source[] sources = BLOCK.matcher(Files.readString(Path.of("..", "docs", "errors.md")))
                .results()
                .map(block -> block.group(1))
                .map(code -> Source.of(IMPORTS + code))
                .toArray(Source[]::new);
        Compilation compilation =
                Compilation.with(new RouterProcessor()).option("-Werror").compile(sources);
        assertThat(compilation.complaints()).isEmpty();
        router = RunningApp.load(compilation).router();
    }

    @Test
    void exceptionsAreAnsweredAsThePageSays() throws InterruptedException {
        Served outOfStock = Served.send(router, "POST", "/orders/bolt");
        assertThat(outOfStock.status()).isEqualTo(409);
        assertThat(outOfStock.body())
                .startsWith("{\"type\":\"https://shop.example/problems/out-of-stock\",\"title\":\"Out of stock\","
                        + "\"status\":409,\"detail\":\"There is no more bolt\",\"instance\":\"/orders/bolt\",");
        Served slow = Served.send(router, "POST", "/orders/nut");
        assertThat(slow.status()).isEqualTo(503);
        assertThat(slow.field("retry-after")).isEqualTo("5");
        assertThat(slow.body()).isEqualTo("The warehouse does not answer, try again");
    }

    @Test
    void callersPassAsThePageSays() throws InterruptedException {
        assertThat(Served.get(router, "/accounts/me").status()).isEqualTo(401);
        assertThat(Served.get(router, "/accounts/me").field("www-authenticate")).isEqualTo("Bearer");
        assertThat(Served.get(router, "/accounts/me", "authorization: Bearer let-me-in")
                        .body())
                .isEqualTo("ada");
        assertThat(Served.send(router, "DELETE", "/accounts/7", "authorization: Bearer let-me-in")
                        .status())
                .isEqualTo(204);
    }
}
