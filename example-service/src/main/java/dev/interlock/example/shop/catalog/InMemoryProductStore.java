package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import dev.interlock.example.shop.store.Table;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Products in memory. A search reads all products, because there are only a few. One lock serializes writes. */
public final class InMemoryProductStore implements ProductStore {
    private static final int MAX_PRODUCTS = 1_000;

    private final Table<Long, Product> products = new Table<>("product", MAX_PRODUCTS);
    /**
     * Product ids by the text of the SKU. The keys are not records, because a record's hash code is slow to initialize:
     * the JVM links it at the first use, which would delay the start.
     */
    private final Map<String, Long> idBySku = new ConcurrentHashMap<>();

    private final Shelf shelf = new Shelf();
    private long lastId;

    @Override
    public synchronized Product add(LongFunction<Product> create) {
        Product product = create.apply(lastId + 1);
        requireFree(product.sku());
        products.add(product.id(), product);
        idBySku.put(product.sku().text(), product.id());
        shelf.put(product);
        lastId = product.id();
        return product;
    }

    @Override
    public Optional<Product> find(long id) {
        return products.find(id);
    }

    @Override
    public Optional<Product> find(Sku sku) {
        return Optional.ofNullable(idBySku.get(sku.text())).flatMap(products::find);
    }

    @Override
    public Product get(long id) {
        return products.get(id);
    }

    @Override
    public synchronized Product update(long id, UnaryOperator<Product> change) {
        Product updated = products.update(id, product -> {
            Product changed = change.apply(product);
            if (!changed.sku().equals(product.sku())) {
                requireFree(changed.sku());
                idBySku.remove(product.sku().text());
                idBySku.put(changed.sku().text(), id);
            }
            return changed;
        });
        shelf.put(updated);
        return updated;
    }

    @Override
    public synchronized boolean remove(long id) {
        Optional<Product> removed = products.remove(id);
        removed.ifPresent(product -> idBySku.remove(product.sku().text()));
        shelf.remove(id);
        return removed.isPresent();
    }

    @Override
    public Page<Product> list(ProductQuery query, ProductOrder order, int offset, int limit) {
        return Page.of(products.rows().filter(query).sorted(order.comparator()), offset, limit);
    }

    @Override
    public SortedMap<Category, Integer> countByCategory() {
        return products.rows().collect(Collectors.toMap(Product::category, product -> 1, Integer::sum, TreeMap::new));
    }

    @Override
    public synchronized void restock(long id, int units) {
        products.get(id).stock().set(units);
    }

    @Override
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

    @Override
    public synchronized void putBack(long id, int units) {
        Optional<Product> found = products.find(id);
        if (found.isPresent()) {
            Stock stock = found.get().stock();
            stock.set(Math.min(stock.units() + units, Stock.MAX_UNITS));
        }
    }

    private Product require(long id) {
        Product found = shelf.find(id);
        if (found == null) {
            throw Refusal.invalid("There is no product " + id + ".");
        }
        return found;
    }

    private void requireFree(Sku sku) {
        if (idBySku.containsKey(sku.text())) {
            throw Refusal.conflict("The SKU " + sku + " is taken.");
        }
    }
}
