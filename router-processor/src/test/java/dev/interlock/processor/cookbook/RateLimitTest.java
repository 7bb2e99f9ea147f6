package dev.interlock.processor.cookbook;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.processor.cookbook.Call.field;

import dev.interlock.http.Router;
import dev.interlock.testing.AllocationProbe;
import dev.interlock.testing.RunningServer;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestResponse;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests the rate limit with more requests than it allows. */
final class RateLimitTest {
    private final Cookbook cookbook = Cookbook.page();
    private final Router router = search(cookbook.clock());

    /** The server trusts this machine as a proxy, so that a test can state the address of its client. */
    @RegisterExtension
    final RunningServer server = RunningServer.of(() -> router, settings -> settings.trustedProxies("127.0.0.0/8"));

    private Router search(LongSupplier clock) {
        try {
            KeyServer none = new KeyServer();
            none.close();
            return cookbook.api(none, clock, cookbook.trail(events -> {}));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void rejectsRequestsBeyondLimit() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(reindex()).startsWith("HTTP/1.1 204 ");
        }
        String rejection = reindex();
        assertThat(rejection).startsWith("HTTP/1.1 429 ");
        assertThat(field(rejection, "retry-after")).isEqualTo("12");
        assertThat(rejection).contains("\"detail\":\"Too many requests\"");
        cookbook.pass(TimeUnit.SECONDS.toNanos(12) - 1, TimeUnit.NANOSECONDS);
        assertThat(field(reindex(), "retry-after")).isEqualTo("1");
        cookbook.pass(1, TimeUnit.NANOSECONDS);
        assertThat(reindex()).startsWith("HTTP/1.1 204 ");
        assertThat(reindex()).startsWith("HTTP/1.1 429 ");
        cookbook.pass(1, TimeUnit.HOURS);
        for (int i = 0; i < 5; i++) {
            assertThat(reindex()).startsWith("HTTP/1.1 204 ");
        }
        assertThat(reindex()).startsWith("HTTP/1.1 429 ");
    }

    private String reindex() throws InterruptedException {
        try (Call call = new Call(router, "POST", "/search/reindex", "a")) {
            return call.response();
        }
    }

    @Test
    void eachRouteHasOwnLimit(TestClient client) {
        for (int i = 0; i < 5; i++) {
            reindex(client, "192.0.2.1");
        }
        assertThat(reindex(client, "192.0.2.1")).isEqualTo(429);
        for (int i = 0; i < 100; i++) {
            assertThat(search(client, "192.0.2.1").status()).isEqualTo(200);
        }
        assertThat(search(client, "192.0.2.1").status()).isEqualTo(429);
        cookbook.pass(10, TimeUnit.MILLISECONDS);
        assertThat(search(client, "192.0.2.1").status()).isEqualTo(200);
    }

    @Test
    void eachClientHasOwnLimit(TestClient client) {
        for (int i = 0; i < 5; i++) {
            reindex(client, "192.0.2.1");
            reindex(client, "2001:db8::" + i);
        }
        assertThat(reindex(client, "192.0.2.1")).isEqualTo(429);
        assertThat(reindex(client, "192.0.2.2")).isEqualTo(204);
        assertThat(reindex(client, "2001:db8::ffff:1")).isEqualTo(429);
        assertThat(reindex(client, "2001:db8:0:1::1")).isEqualTo(204);
    }

    private static int reindex(TestClient client, String address) {
        return client.post("/search/reindex")
                .header("x-forwarded-for", address)
                .send()
                .status();
    }

    private static TestResponse search(TestClient client, String address) {
        return client.get("/search").header("x-forwarded-for", address).send();
    }

    @Test
    void rememberedClientsAreBounded() throws Exception {
        Class<?> annotation = cookbook.type("RateLimit");
        InvocationHandler members = (self, method, arguments) -> 1;
        Object limit = Proxy.newProxyInstance(annotation.getClassLoader(), new Class<?>[] {annotation}, members);
        Object limiter = cookbook.create("RateLimit$Limiter", limit, cookbook.clock());
        for (int i = 0; i < 30_000; i++) {
            assertThat((long) Cookbook.call(limiter, "take", "client " + i, 7L)).isEqualTo(0);
        }
        Field buckets = limiter.getClass().getDeclaredField("buckets");
        buckets.setAccessible(true);
        assertThat((Map<?, ?>) buckets.get(limiter)).hasSize(10_000);
        assertThat((long) Cookbook.call(limiter, "take", "client 29999", 7L)).isGreaterThan(0);
    }

    @Test
    void requestThatPassesAllocatesNothing() {
        AtomicLong nanos = new AtomicLong();
        AllocationProbe.of(search(() -> nanos.addAndGet(TimeUnit.SECONDS.toNanos(1))))
                .get("/search")
                .assertNothingAllocated();
    }
}
