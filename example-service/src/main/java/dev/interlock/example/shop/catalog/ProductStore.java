package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** Keeps products. Safe for use by several threads. */
public interface ProductStore {
    /**
     * Adds the product that {@code create} makes of a new id.
     *
     * @throws Refusal 409 when its SKU is taken, 429 when the store is full
     */
    Product add(LongFunction<Product> create);

    Optional<Product> find(long id);

    Optional<Product> find(Sku sku);

    /**
     * A product that there should be.
     *
     * @throws Refusal 404 when there is none
     */
    Product get(long id);

    /**
     * Replaces a product by what {@code change} makes of it, atomically.
     *
     * @throws Refusal 404 when there is none, 409 when its new SKU is taken
     */
    Product update(long id, UnaryOperator<Product> change);

    /** Forgets a product; false when there was none. */
    boolean remove(long id);

    Page<Product> list(ProductQuery query, ProductOrder order, int offset, int limit);

    /** How many products each category has. */
    SortedMap<Category, Integer> countByCategory();

    /**
     * Sets how many units of a product are left.
     *
     * @throws Refusal 404 when there is none
     */
    void restock(long id, int units);

    /**
     * Takes units out of stock, all or none, and notes what they cost.
     *
     * @throws Refusal 422 when there is no such product, 409 when there is too little of one
     */
    void sell(Sale sale);

    /** Puts units back in stock; of a product that is gone they are gone, too. */
    void putBack(long id, int units);
}
