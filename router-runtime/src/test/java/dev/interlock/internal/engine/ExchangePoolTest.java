package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.server.TestRouter;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ExchangePoolTest {
    private static final int LARGE = 300 * 1024;

    private final EngineLoop loop = TestLoop.of(new TestRouter());
    private final ExchangePool pool = loop.scratch().exchanges();

    private Exchange holding(int bytes) {
        Exchange exchange = new Exchange(loop.context(), pool);
        exchange.body().ensure(bytes);
        return exchange;
    }

    @Test
    void takesLastReturnedExchangeFirst() {
        Exchange first = holding(0);
        Exchange second = holding(0);
        pool.give(first);
        pool.give(second);
        assertThat(pool.take(0)).isSameInstanceAs(second);
        assertThat(pool.take(0)).isSameInstanceAs(first);
        assertThat(pool.take(0)).isNotSameInstanceAs(first);
    }

    @Test
    void takesLargeExchangeForLargeOrUnknownBody() {
        Exchange large = holding(LARGE);
        Exchange small = holding(0);
        pool.give(large);
        pool.give(small);
        assertThat(pool.take(100)).isSameInstanceAs(small);
        pool.give(small);
        assertThat(pool.take(LARGE)).isSameInstanceAs(large);
        pool.give(large);
        assertThat(pool.take(-1)).isSameInstanceAs(large);
    }

    @Test
    void prefersLargeExchangeToNewOne() {
        Exchange large = holding(LARGE);
        pool.give(large);
        assertThat(pool.take(100)).isSameInstanceAs(large);
    }

    @Test
    void keepsOneLargeExchange() {
        Exchange first = holding(LARGE);
        Exchange second = holding(LARGE);
        pool.give(first);
        pool.give(second);
        assertThat(pool.take(LARGE)).isSameInstanceAs(second);
        assertThat(pool.take(LARGE)).isNotSameInstanceAs(first);
    }

    @Test
    void freesUnusedLargeExchange() {
        Exchange large = holding(LARGE);
        pool.give(large);
        long now = System.nanoTime();
        pool.tick(now);
        assertThat(pool.take(LARGE)).isSameInstanceAs(large);
        pool.give(large);
        pool.tick(now + TimeUnit.MINUTES.toNanos(1));
        assertThat(pool.take(LARGE)).isNotSameInstanceAs(large);
    }

    @Test
    void limitsBytesOfOtherExchanges() {
        Set<Exchange> given = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            Exchange exchange = holding(200 * 1024);
            given.add(exchange);
            pool.give(exchange);
        }
        int kept = 0;
        while (given.remove(pool.take(0))) {
            kept++;
        }
        assertThat(kept).isAtLeast(5);
        assertThat(kept).isAtMost(10);
    }
}
