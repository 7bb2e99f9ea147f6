package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http.Router;
import dev.interlock.processor.testing.Page;
import dev.interlock.processor.testing.Served;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Runs the rate limit of {@code docs/filters.md}. */
final class FiltersPageTest {
    private final AtomicLong nanos = new AtomicLong(7);

    @Test
    void rateLimitRejectsRequestsBeyondLimit() throws Exception {
        Router router = router();
        assertThat(reindex(router)).isEqualTo(204);
        assertThat(reindex(router)).isEqualTo(429);
        assertThat(Served.send(router, "POST", "/search/reindex").field("retry-after"))
                .isEqualTo("1");
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1) - 1);
        assertThat(reindex(router)).isEqualTo(429);
        nanos.incrementAndGet();
        assertThat(reindex(router)).isEqualTo(204);
        assertThat(reindex(router)).isEqualTo(429);
    }

    @Test
    void eachRouteHasOwnLimit() throws Exception {
        Router router = router();
        assertThat(reindex(router)).isEqualTo(204);
        for (int i = 0; i < 100; i++) {
            assertThat(Served.get(router, "/search").status()).isEqualTo(200);
        }
        assertThat(Served.get(router, "/search").status()).isEqualTo(429);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(10));
        assertThat(Served.get(router, "/search").status()).isEqualTo(200);
    }

    private static int reindex(Router router) throws InterruptedException {
        return Served.send(router, "POST", "/search/reindex").status();
    }

    private Router router() throws ReflectiveOperationException {
        Class<?> type = Page.of("filters.md").compile().classLoader().loadClass("shop.SearchApiRouter");
        Method factory = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("of"))
                .findFirst()
                .orElseThrow();
        factory.setAccessible(true);
        Object[] instances = new Object[factory.getParameterCount()];
        for (int i = 0; i < instances.length; i++) {
            Constructor<?> constructor = factory.getParameterTypes()[i].getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            instances[i] = constructor.getParameterCount() == 0
                    ? constructor.newInstance()
                    : constructor.newInstance((LongSupplier) nanos::get);
        }
        return (Router) factory.invoke(null, instances);
    }
}
