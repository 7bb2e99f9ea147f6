package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import dev.interlock.example.shop.store.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Products in memory, few enough to be searched one by one. One lock orders writes. */
public final class InMemoryProductStore implements ProductStore {
    private static final int MAX_PRODUCTS = 1_000;

    private final Table<Long, Product> products = new Table<>("product", MAX_PRODUCTS);
    private final Map<Sku, Long> idBySku = new ConcurrentHashMap<>();
    private long lastId;

    @Override
    public synchronized Product add(LongFunction<Product> create) {
        Product product = create.apply(lastId + 1);
        requireFree(product.sku());
        products.add(product.id(), product);
        idBySku.put(product.sku(), product.id());
        lastId = product.id();
        return product;
    }

    @Override
    public Optional<Product> find(long id) {
        return products.find(id);
    }

    @Override
    public Optional<Product> find(Sku sku) {
        return Optional.ofNullable(idBySku.get(sku)).flatMap(products::find);
    }

    @Override
    public synchronized Product update(long id, UnaryOperator<Product> change) {
        return products.update(id, product -> {
            Product changed = change.apply(product);
            if (!changed.sku().equals(product.sku())) {
                requireFree(changed.sku());
                idBySku.remove(product.sku());
                idBySku.put(changed.sku(), id);
            }
            return changed;
        });
    }

    @Override
    public synchronized boolean remove(long id) {
        Optional<Product> removed = products.remove(id);
        removed.ifPresent(product -> idBySku.remove(product.sku()));
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
    public synchronized List<SoldUnits> sell(Map<Long, Integer> units) {
        List<SoldUnits> sold = new ArrayList<>();
        List<Product> left = new ArrayList<>();
        units.forEach((id, count) -> {
            Product product = require(id);
            left.add(product.sell(count));
            sold.add(new SoldUnits(id, count, product.price()));
        });
        left.forEach(product -> products.update(product.id(), before -> product));
        return sold;
    }

    @Override
    public synchronized void putBack(Map<Long, Integer> units) {
        units.forEach((id, count) -> products.find(id)
                .ifPresent(found -> products.update(id, product -> product.withStock(product.stock() + count))));
    }

    private Product require(long id) {
        return products.find(id).orElseThrow(() -> Refusal.invalid("There is no product " + id + "."));
    }

    private void requireFree(Sku sku) {
        if (idBySku.containsKey(sku)) {
            throw Refusal.conflict("The SKU " + sku + " is taken.");
        }
    }
}
