package dev.interlock.example.shop.catalog;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Products by id. The ids are primitive, so that finding a product allocates nothing. Callers must hold a lock. */
final class Shelf {
    private long[] ids = new long[16];
    private @Nullable Product[] products = new @Nullable Product[16];
    private int size;

    @Nullable
    Product find(long id) {
        int at = Arrays.binarySearch(ids, 0, size, id);
        return at < 0 ? null : products[at];
    }

    /** Adds a product, or replaces the product with the same id. */
    void put(Product product) {
        int found = Arrays.binarySearch(ids, 0, size, product.id());
        if (found < 0) {
            insert(-found - 1, product);
        } else {
            products[found] = product;
        }
    }

    private void insert(int at, Product product) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
            products = Arrays.copyOf(products, 2 * size);
        }
        System.arraycopy(ids, at, ids, at + 1, size - at);
        System.arraycopy(products, at, products, at + 1, size - at);
        ids[at] = product.id();
        products[at] = product;
        size++;
    }

    void remove(long id) {
        int at = Arrays.binarySearch(ids, 0, size, id);
        if (at >= 0) {
            size--;
            System.arraycopy(ids, at + 1, ids, at, size - at);
            System.arraycopy(products, at + 1, products, at, size - at);
            products[size] = null;
        }
    }
}
