package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.refusal.StoreFull;
import dev.interlock.example.shop.store.Page;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** Products in memory. One lock serializes writes. Reads take no lock. */
public final class InMemoryProductStore implements ProductStore {
    private volatile Catalog catalog = Catalog.EMPTY;
    private long lastId;

    @Override
    public synchronized Product add(LongFunction<Product> create) {
        Product product = create.apply(lastId + 1);
        requireFree(product.sku());
        if (catalog.size() == MAX_PRODUCTS) {
            throw StoreFull.of("products", MAX_PRODUCTS);
        }
        catalog = catalog.with(product);
        lastId = product.id();
        return product;
    }

    @Override
    public Optional<Product> find(long id) {
        return Optional.ofNullable(catalog.find(id));
    }

    @Override
    public Optional<Product> find(Sku sku) {
        return catalog.find(sku);
    }

    @Override
    public Product get(long id) {
        return catalog.get(id);
    }

    @Override
    public synchronized Product update(long id, UnaryOperator<Product> change) {
        Product product = catalog.get(id);
        Product changed = change.apply(product);
        if (!changed.sku().equals(product.sku())) {
            requireFree(changed.sku());
        }
        catalog = catalog.with(changed);
        return changed;
    }

    @Override
    public synchronized boolean remove(long id) {
        boolean exists = catalog.find(id) != null;
        catalog = catalog.without(id);
        return exists;
    }

    @Override
    public Page<Product> list(ProductQuery query, ProductOrder order, int offset, int limit) {
        return catalog.list(query, order, offset, limit);
    }

    @Override
    public SortedMap<Category, Integer> countByCategory() {
        return catalog.countByCategory();
    }

    @Override
    public synchronized void restock(long id, int units) {
        catalog.get(id).stock().set(units);
    }

    /**
     * Takes all units of a sale out of stock, and sets the prices of the sale. If one product fails, nothing changes.
     * Allocates nothing.
     *
     * @throws Refusal if a product does not exist, or if too few units of a product are left
     */
    public synchronized void sell(Sale sale) {
        for (int i = 0; i < sale.size(); i++) {
            Product product = require(sale.productId(i));
            product.requireStock(sale.units(i));
            sale.unitPrice(i, product.price());
        }
        for (int i = 0; i < sale.size(); i++) {
            Stock stock = require(sale.productId(i)).stock();
            stock.set(stock.units() - sale.units(i));
        }
    }

    /** Puts units back in stock. Does nothing if the product no longer exists. */
    public synchronized void putBack(long id, int units) {
        Product product = catalog.find(id);
        if (product != null) {
            Stock stock = product.stock();
            stock.set(Math.min(stock.units() + units, Stock.MAX_UNITS));
        }
    }

    private Product require(long id) {
        Product found = catalog.find(id);
        if (found == null) {
            throw Product.unknown(id);
        }
        return found;
    }

    private void requireFree(Sku sku) {
        if (catalog.find(sku).isPresent()) {
            throw sku.taken();
        }
    }
}
