package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http.Router;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Page;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Served;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks that the service in {@code docs/errors.md} sends the responses that the page shows. */
final class ErrorsPageTest {
    private static Router router;

    @BeforeAll
    static void compile() throws Exception {
        Compilation compilation = Page.of("errors.md").compile();
        router = RunningApp.load(compilation).router();
    }

    @Test
    void exceptionsAreAnsweredAsPageSays() throws InterruptedException {
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
    void callersPassAsPageSays() throws InterruptedException {
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
