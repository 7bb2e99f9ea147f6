package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/**
 * Stores products. Safe for use by several threads. Methods that read never wait, so handlers on an event loop may call
 * them: with a database, they read a copy in memory. Methods that change products may wait for a database.
 */
public interface ProductStore {
    /** Maximum number of products. */
    int MAX_PRODUCTS = 1_000;

    /**
     * Adds the product that {@code create} makes for a new id.
     *
     * @throws Refusal if another product has the same SKU, or if the store is full
     */
    Product add(LongFunction<Product> create);

    Optional<Product> find(long id);

    Optional<Product> find(Sku sku);

    /**
     * Returns a product. Allocates nothing.
     *
     * @throws Refusal if there is no such product
     */
    Product get(long id);

    /**
     * Replaces a product with the result of {@code change}, atomically.
     *
     * @throws Refusal if there is no such product, or if another product has the new SKU
     */
    Product update(long id, UnaryOperator<Product> change);

    /** Removes a product. Returns false if there is no such product. */
    boolean remove(long id);

    Page<Product> list(ProductQuery query, ProductOrder order, int offset, int limit);

    /** Returns the number of products in each category. */
    SortedMap<Category, Integer> countByCategory();

    /**
     * Sets the number of units that are left of a product.
     *
     * @throws Refusal if there is no such product
     */
    void restock(long id, int units);
}
