package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import io.netty.util.collection.LongObjectHashMap;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Snapshot of all products. Immutable except for the {@link Stock} of each product, so threads may read it without a
 * lock. A change creates a copy, because products rarely change. The ids are primitive keys, so finding a product by id
 * allocates nothing.
 */
final class Catalog {
    static final Catalog EMPTY = new Catalog(new LongObjectHashMap<>(), new HashMap<>());

    private final LongObjectHashMap<Product> byId;
    /** Products by the text of the SKU. */
    private final Map<String, Product> bySku;

    private Catalog(LongObjectHashMap<Product> byId, Map<String, Product> bySku) {
        this.byId = byId;
        this.bySku = bySku;
    }

    static Catalog of(Collection<Product> products) {
        Catalog all = EMPTY.copy();
        products.forEach(all::put);
        return all;
    }

    /** Returns a catalog with a product that is new, or replaces the product with the same id. */
    Catalog with(Product product) {
        Catalog changed = without(product.id());
        changed.put(product);
        return changed;
    }

    Catalog without(long id) {
        Catalog changed = copy();
        Product removed = changed.byId.remove(id);
        if (removed != null) {
            changed.bySku.remove(removed.sku().text(), removed);
        }
        return changed;
    }

    private Catalog copy() {
        LongObjectHashMap<Product> ids = new LongObjectHashMap<>(Math.max(8, 2 * byId.size()));
        ids.putAll(byId);
        return new Catalog(ids, new HashMap<>(bySku));
    }

    private void put(Product product) {
        byId.put(product.id(), product);
        bySku.put(product.sku().text(), product);
    }

    int size() {
        return byId.size();
    }

    /** Returns a product, or null. Allocates nothing. */
    @Nullable
    Product find(long id) {
        return byId.get(id);
    }

    /**
     * Returns a product. Allocates nothing.
     *
     * @throws Refusal if there is no such product
     */
    Product get(long id) {
        Product found = byId.get(id);
        if (found == null) {
            throw Refusal.notFound("product", id);
        }
        return found;
    }

    Optional<Product> find(Sku sku) {
        return Optional.ofNullable(bySku.get(sku.text()));
    }

    Page<Product> list(ProductQuery query, ProductOrder order, int offset, int limit) {
        return Page.of(byId.values().stream().filter(query).sorted(order.comparator()), offset, limit);
    }

    SortedMap<Category, Integer> countByCategory() {
        return byId.values().stream()
                .collect(Collectors.toMap(Product::category, product -> 1, Integer::sum, TreeMap::new));
    }
}
