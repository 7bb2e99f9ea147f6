package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.example.shop.testing.Connection;
import dev.interlock.example.shop.testing.ReceivedResponse;
import dev.interlock.example.shop.testing.Together;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand purchases of the last hundred pieces are in progress at the same time, by a hundred customers, at three
 * replicas behind one port of a proxy. Each purchase has a connection of its own. No connection sends before all of
 * them are open.
 */
@Tag("proxies")
@Timeout(300)
final class LastPiecesTest {
    private static final int CUSTOMERS = 100;
    private static final int PURCHASES_OF_EACH = 100;
    private static final int PURCHASES = CUSTOMERS * PURCHASES_OF_EACH;
    private static final int PIECES = 100;

    @TempDir
    private Path directory;

    /** A purchase, which is repeated with the same key until the shop has decided. */
    private static final class Purchase implements AutoCloseable {
        private final Connection connection;
        private final Call order;
        private int status;

        Purchase(Connection connection, String token) {
            this.connection = connection;
            order = Call.of("POST", "/v1/orders")
                    .as(token)
                    .header("idempotency-key", UUID.randomUUID().toString())
                    .message(ShopProto.NewOrder.newBuilder()
                            .addLines(
                                    ShopProto.Line.newBuilder().setProductId(1).setQuantity(1))
                            .build());
            connection.connect();
        }

        void send() {
            connection.write(order);
        }

        /** Whether the shop was not too busy. If so, closes the connection. */
        boolean isDecided() {
            status = connection.read(order).status();
            if (status == 503) {
                return false;
            }
            connection.close();
            return true;
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    @Test
    void exactlyHundredAreSold() throws Exception {
        try (ReplicatedShop shop = new ReplicatedShop(directory)) {
            RunningShop first = shop.first();
            first.expect(
                    200,
                    Call.of("PUT", "/v1/catalog/products/1/stock?units=" + PIECES)
                            .as(first.admin()));
            List<String> tokens = new ArrayList<>();
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                tokens.add(signUp(shop, customer));
            }
            CyclicBarrier allAreConnected = new CyclicBarrier(CUSTOMERS);

            List<Integer> statuses = Together.call(
                            CUSTOMERS,
                            CUSTOMERS,
                            customer -> buy(shop, customer, tokens.get(customer), allAreConnected))
                    .results()
                    .stream()
                    .flatMap(List::stream)
                    .toList();

            assertThat(statuses).hasSize(PURCHASES);
            assertThat(statuses.stream().filter(status -> status == 201)).hasSize(PIECES);
            assertThat(statuses.stream().filter(status -> status == 409)).hasSize(PURCHASES - PIECES);
            assertThat(first.database().number("select count(*) from orders")).isEqualTo(PIECES);
            assertThat(first.database().number("select stock from products where id = 1"))
                    .isEqualTo(0);
        }
    }

    /** Makes the purchases of one customer, all at once. Returns their statuses. */
    private static List<Integer> buy(ReplicatedShop shop, int customer, String token, CyclicBarrier allAreConnected)
            throws Exception {
        List<Purchase> purchases = new ArrayList<>();
        try {
            for (int i = 0; i < PURCHASES_OF_EACH; i++) {
                purchases.add(new Purchase(shop.connect(customer), token));
            }
            allAreConnected.await();
            List<Purchase> open = new ArrayList<>(purchases);
            while (!open.isEmpty()) {
                open.forEach(Purchase::send);
                open.removeIf(Purchase::isDecided);
            }
            return purchases.stream().map(purchase -> purchase.status).toList();
        } finally {
            // Fails the other threads, if this one has failed before.
            allAreConnected.reset();
            purchases.forEach(Purchase::close);
        }
    }

    /** Opens an account and a session. Returns the token. */
    private static String signUp(ReplicatedShop shop, int customer) {
        String email = "customer" + customer + "@example.com";
        try (Connection connection = shop.connect(customer)) {
            ReceivedResponse account = connection.send(Call.of("POST", "/v1/users")
                    .message(ShopProto.NewUser.newBuilder()
                            .setEmail(email)
                            .setName("Customer")
                            .setPassword("long enough")
                            .build()));
            assertThat(account.status()).isEqualTo(201);
            ReceivedResponse session = connection.send(Call.login(email, "long enough"));
            assertThat(session.status()).isEqualTo(200);
            return session.message(ShopProto.SessionToken.parser()).getAccessToken();
        }
    }
}
