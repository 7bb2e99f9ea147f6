package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** Stores products. Safe for use by several threads. */
public interface ProductStore {
    /**
     * Adds the product that {@code create} makes for a new id.
     *
     * @throws Refusal 409 if another product has the same SKU
     * @throws dev.interlock.example.shop.store.StoreFull if the store is full
     */
    Product add(LongFunction<Product> create);

    Optional<Product> find(long id);

    Optional<Product> find(Sku sku);

    /**
     * Returns a product.
     *
     * @throws Refusal 404 if there is no such product
     */
    Product get(long id);

    /**
     * Replaces a product with the result of {@code change}, atomically.
     *
     * @throws Refusal 404 if there is no such product, 409 if another product has the new SKU
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
     * @throws Refusal 404 if there is no such product
     */
    void restock(long id, int units);

    /**
     * Takes all units of a sale out of stock, and sets the prices of the sale. If one product fails, nothing changes.
     *
     * @throws Refusal 422 if a product does not exist, 409 if too few units of a product are left
     */
    void sell(Sale sale);

    /** Puts units back in stock. Does nothing if the product no longer exists. */
    void putBack(long id, int units);
}
