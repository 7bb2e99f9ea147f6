package dev.interlock.example.shop.orders;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.example.shop.catalog.Category;
import dev.interlock.example.shop.catalog.InMemoryProductStore;
import dev.interlock.example.shop.catalog.Product;
import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.catalog.Sku;
import dev.interlock.example.shop.catalog.Stock;
import dev.interlock.example.shop.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class InMemoryOrderStoreTest {
    private static final int PLACES = 10_000;

    private final InMemoryProductStore products = new InMemoryProductStore();
    private final InMemoryOrderStore store = new InMemoryOrderStore(products);
    private final Sale sale = new Sale();

    @BeforeEach
    void addProducts() {
        for (int i = 0; i < 10; i++) {
            Sku sku = new Sku("LFL-000" + i);
            products.add(
                    id -> new Product(id, sku, "A leaflet", Category.BOOKS, 1, new Stock(Stock.MAX_UNITS), List.of()));
        }
    }

    @Test
    void returnsOrderAsPlaced() {
        sale.add(7, 2);
        sale.add(3, 1);
        long id = store.place(42, sale, "ring", 1_000);
        sale.clear();
        Order order = store.find(id).orElseThrow();
        assertThat(order.userId()).isEqualTo(42);
        assertThat(order.note()).isEqualTo("ring");
        assertThat(order.placedAt()).isEqualTo(Instant.ofEpochMilli(1_000));
        assertThat(order.status()).isEqualTo(OrderStatus.NEW);
        assertThat(order.lines().stream().map(OrderLine::productId))
                .containsExactly(3L, 7L)
                .inOrder();
        assertThat(store.find(id + 1)).isEmpty();
        assertThat(store.find(0)).isEmpty();
        assertThat(store.find(-1)).isEmpty();
    }

    @Test
    void keepsLatestOrders() {
        sale.add(1, 1);
        for (int i = 1; i <= PLACES + 5; i++) {
            store.place(i % 2, sale, "note " + i, i);
        }
        assertThat(store.find(5)).isEmpty();
        assertThat(store.find(6).orElseThrow().note()).isEqualTo("note 6");
        assertThat(store.find(PLACES + 5).orElseThrow().note()).isEqualTo("note " + (PLACES + 5));
        assertThrows(Refusal.class, () -> store.update(5, order -> order));
        assertThat(store.before(Long.MAX_VALUE, 0, PLACES)).hasSize(PLACES / 2);
        assertThat(store.before(Long.MAX_VALUE, 0, 1).get(0).id()).isEqualTo(PLACES + 4);
    }

    @Test
    void reusedPlaceHasNoTraceOfOldOrder() {
        sale.add(1, 1);
        sale.add(2, 1);
        long first = store.place(1, sale, "a long note", 1);
        store.update(first, order -> order.become(OrderStatus.PAID));
        sale.clear();
        sale.add(9, 9);
        for (int i = 0; i < PLACES; i++) {
            store.place(2, sale, "short", 2);
        }
        Order again = store.find(first + PLACES).orElseThrow();
        assertThat(again.status()).isEqualTo(OrderStatus.NEW);
        assertThat(again.note()).isEqualTo("short");
        assertThat(again.lines()).containsExactly(new OrderLine(9, 9, 1));
    }
}
