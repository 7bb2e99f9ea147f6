package dev.interlock.example.shop.catalog;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ShelfTest {
    private final Shelf shelf = new Shelf();

    private static Product product(long id, int units) {
        return new Product(id, new Sku("BOK-0001"), "A book", Category.BOOKS, 1, new Stock(units), List.of());
    }

    @Test
    void agreesWithMap() {
        Map<Long, Product> map = new TreeMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            long id = random.nextInt(60);
            if (random.nextInt(3) == 0) {
                map.remove(id);
                shelf.remove(id);
            } else {
                Product product = product(id, i);
                map.put(id, product);
                shelf.put(product);
            }
            for (long each = 0; each < 60; each++) {
                assertThat(shelf.find(each)).isEqualTo(map.get(each));
            }
        }
    }
}
