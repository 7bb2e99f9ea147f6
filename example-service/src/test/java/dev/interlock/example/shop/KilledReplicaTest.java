package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.example.shop.testing.Connection;
import dev.interlock.example.shop.testing.ReceivedResponse;
import dev.interlock.example.shop.testing.TestDatabase;
import dev.interlock.example.shop.testing.Together;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Kills a replica during purchases. Clients repeat each request without a response at the other replica, with the same
 * key. Each purchase must lead to exactly one order.
 */
@Tag("heavy")
@Timeout(300)
final class KilledReplicaTest {
    private static final int PURCHASES = 2_000;
    private static final int CLIENTS = 16;
    private static final int BEFORE_KILL = 400;
    private static final int ATTEMPTS = 50;

    private final CountDownLatch enough = new CountDownLatch(BEFORE_KILL);
    private final AtomicInteger repeated = new AtomicInteger();

    @Test
    void losesAndDoublesNoOrder() throws Exception {
        try (TestDatabase database = TestDatabase.empty();
                ShopProcess victim = ShopProcess.start(database);
                ShopProcess survivor = ShopProcess.start(database)) {
            database.execute("update products set stock = 1000000, version = version + 1 where id = 1");
            String token = logIn(survivor.port());
            Thread killer = new Thread(() -> {
                try {
                    enough.await();
                    victim.kill();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            killer.start();

            Together<Long> ids =
                    Together.call(CLIENTS, PURCHASES, i -> buy(List.of(victim.port(), survivor.port()), token));
            killer.join();

            Set<Long> different = new HashSet<>(ids.results());
            assertThat(different).hasSize(PURCHASES);
            // Some requests must have met the dead replica. Otherwise, this test proves nothing.
            assertThat(repeated.get()).isGreaterThan(0);
            assertThat(database.number("select count(*) from orders")).isEqualTo(PURCHASES);
            assertThat(database.number("select count(distinct idempotency_key) from orders"))
                    .isEqualTo(PURCHASES);
            assertThat(database.number("select count(*) from order_lines")).isEqualTo(PURCHASES);
            assertThat(database.number("select stock from products where id = 1"))
                    .isEqualTo(1_000_000 - PURCHASES);
        }
    }

    /** Buys one piece at the first replica, or at the second one if that fails. Returns the id of the order. */
    private long buy(List<Integer> ports, String token) {
        Call order = Call.of("POST", "/v1/orders")
                .as(token)
                .header("idempotency-key", UUID.randomUUID().toString())
                .message(ShopProto.NewOrder.newBuilder()
                        .addLines(ShopProto.Line.newBuilder().setProductId(1).setQuantity(1))
                        .build());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (Connection connection = new Connection(ports.get(Math.min(attempt, 1)))) {
                ReceivedResponse response = connection.send(order);
                if (response.status() == 201) {
                    enough.countDown();
                    return response.message(ShopProto.Order.parser()).getId();
                }
                assertWithMessage(response.text()).that(response.status()).isEqualTo(503);
            } catch (RuntimeException e) {
                // The replica was killed before or during the request. It may have placed the order.
                repeated.incrementAndGet();
            }
        }
        throw new AssertionError("no replica has placed the order");
    }

    private static String logIn(int port) {
        try (Connection connection = new Connection(port)) {
            return connection
                    .send(Call.login("ada@example.com", "correct horse"))
                    .message(ShopProto.SessionToken.parser())
                    .getAccessToken();
        }
    }
}
