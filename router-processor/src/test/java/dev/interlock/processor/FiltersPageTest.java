package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http.Router;
import dev.interlock.processor.testing.Page;
import dev.interlock.processor.testing.Served;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs the filters in {@code docs/filters.md} that have parameters. */
final class FiltersPageTest {
    private static Router router;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
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
            instances[i] = constructor.newInstance();
        }
        router = (Router) factory.invoke(null, instances);
    }

    @Test
    void eachRouteHasItsParameter() throws InterruptedException {
        assertThat(Served.get(router, "/search").field("cache-control")).isEqualTo("max-age=60");
        assertThat(Served.get(router, "/search/words").field("cache-control")).isEqualTo("max-age=3600");
        assertThat(Served.get(router, "/orders/7").field("cache-control")).isEmpty();
    }
}
