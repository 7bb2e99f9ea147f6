package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.annotation.HttpApp;
import dev.interlock.example.shop.auth.AuthFilter;
import dev.interlock.example.shop.auth.InMemorySessionStore;
import dev.interlock.example.shop.auth.Logins;
import dev.interlock.example.shop.catalog.Category;
import dev.interlock.example.shop.catalog.InMemoryProductStore;
import dev.interlock.example.shop.catalog.Product;
import dev.interlock.example.shop.catalog.Sku;
import dev.interlock.example.shop.catalog.Stock;
import dev.interlock.example.shop.orders.InMemoryOrderController;
import dev.interlock.example.shop.orders.InMemoryOrderStore;
import dev.interlock.example.shop.orders.OrderDesk;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.users.Accounts;
import dev.interlock.example.shop.users.InMemoryUserStore;
import dev.interlock.example.shop.users.Passwords;
import dev.interlock.example.shop.web.Failures;
import dev.interlock.example.shop.web.PagedStreams;
import dev.interlock.testing.AllocationProbe;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Tests that a request to place an order allocates nothing: from the check of the bearer token to the stored order and
 * the response.
 */
final class OrderAllocationTest {
    /** An application with only the order routes and the authentication filter of the shop. */
    @HttpApp(controllers = InMemoryOrderController.class, filters = AuthFilter.class, errors = Failures.class)
    static final class Orders {}

    /** Number of products. Java caches objects for small numbers only, so the last ids are larger than these. */
    private static final int PRODUCTS = 300;

    private final Clock clock = Clock.systemUTC();
    private final InMemoryProductStore products = new InMemoryProductStore();
    private final InMemoryUserStore users = new InMemoryUserStore();

    @Test
    void placingOrderAllocatesNothing() {
        SampleData.standard().fill(users, products, clock);
        Product plenty = leaflet(0);
        for (int i = 1; i < PRODUCTS; i++) {
            plenty = leaflet(i);
        }
        InMemorySessionStore sessions = new InMemorySessionStore();
        Passwords passwords = Passwords.standard();
        Accounts accounts = new Accounts(users, passwords, sessions::removeAll, clock);
        Logins logins = new Logins(sessions, users, accounts, passwords, clock);
        String token = logins.open("ada@example.com", "correct horse").accessToken();
        OrderDesk desk = new OrderDesk(new InMemoryOrderStore(products), clock);

        AllocationProbe.of(OrderAllocationTest_OrdersRouter.of(
                        new InMemoryOrderController(desk, new PagedStreams(Runnable::run)),
                        new AuthFilter(logins),
                        new Failures()))
                .post(
                        "/v1/orders",
                        order(plenty.id()),
                        "Content-Type: application/protobuf",
                        "Authorization: Bearer " + token)
                .assertNothingAllocated();
        assertThat(plenty.stock().units()).isLessThan(Stock.MAX_UNITS);
    }

    private Product leaflet(int number) {
        Sku sku = new Sku("LFL-%04d".formatted(number));
        return products.add(
                id -> new Product(id, sku, "A leaflet", Category.BOOKS, 1, new Stock(Stock.MAX_UNITS), List.of()));
    }

    private static byte[] order(long productId) {
        return ShopProto.NewOrder.newBuilder()
                .addLines(ShopProto.Line.newBuilder().setProductId(productId).setQuantity(1))
                .setNote("Ring twice")
                .build()
                .toByteArray();
    }
}
