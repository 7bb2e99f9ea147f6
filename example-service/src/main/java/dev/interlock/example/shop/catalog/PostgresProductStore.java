package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.database.Changes;
import dev.interlock.example.shop.database.Database;
import dev.interlock.example.shop.database.SqlFailures;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.refusal.StoreFull;
import dev.interlock.example.shop.store.Page;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Update;

/**
 * Products in PostgreSQL, with a copy in memory for reads. The copy has changes of other replicas after some
 * milliseconds, and changes of this replica at once. Orders take stock and prices from the database, not from the copy.
 */
public final class PostgresProductStore implements ProductStore, Changes.Listener {
    /** Key of the advisory lock that lets only one transaction at a time add a product, and so count the products. */
    private static final int ADDING = 0x5480;

    private final Database database;
    /**
     * Serializes changes of the copy. Threads hold this lock while they read the database, so that the copy never
     * returns to an older state.
     */
    private final ReentrantLock copying = new ReentrantLock();

    private volatile Catalog catalog = Catalog.EMPTY;

    public PostgresProductStore(Database database) {
        this.database = database;
    }

    @Override
    public String table() {
        return "product";
    }

    @Override
    public void reset() {
        copying.lock();
        try {
            catalog = Catalog.of(database.read(handle -> handle.createQuery("select * from products order by id")
                    .map(ProductRow::read)
                    .list()));
        } finally {
            copying.unlock();
        }
    }

    @Override
    public void changed(List<Long> ids) {
        copying.lock();
        try {
            List<Product> found =
                    database.read(handle -> handle.createQuery("select * from products where id = any(:ids)")
                            .bindArray("ids", Long.class, ids)
                            .map(ProductRow::read)
                            .list());
            Catalog changed = catalog;
            for (Long id : ids) {
                changed = changed.without(id);
            }
            for (Product product : found) {
                changed = changed.with(product);
            }
            catalog = changed;
        } finally {
            copying.unlock();
        }
    }

    /** Updates the stock of some products in the copy. Callers call this after the commit. */
    public void stockChanged(List<StockChange> changes) {
        copying.lock();
        try {
            for (StockChange change : changes) {
                Product product = catalog.find(change.productId());
                if (product != null) {
                    product.stock().set(change.units(), change.version());
                }
            }
        } finally {
            copying.unlock();
        }
    }

    @Override
    public Product add(LongFunction<Product> create) {
        Product added = database.transaction(handle -> {
            handle.execute("select pg_advisory_xact_lock(?)", ADDING);
            int count = handle.createQuery("select count(*) from products")
                    .mapTo(Integer.class)
                    .one();
            if (count >= MAX_PRODUCTS) {
                throw StoreFull.of("products", MAX_PRODUCTS);
            }
            long id = handle.createQuery("select nextval(pg_get_serial_sequence('products', 'id'))")
                    .mapTo(Long.class)
                    .one();
            Product product = create.apply(id);
            write(
                    product,
                    handle.createUpdate("insert into products (id, sku, name, category, price, stock, tags) "
                            + "values (:id, :sku, :name, :category, :price, :stock, :tags)"));
            return product;
        });
        changed(List.of(added.id()));
        return added;
    }

    private static void write(Product product, Update statement) {
        try {
            ProductRow.bind(product, statement).execute();
        } catch (JdbiException e) {
            throw SqlFailures.isDuplicate(e) ? product.sku().taken() : e;
        }
    }

    @Override
    public Product update(long id, UnaryOperator<Product> change) {
        Product changed = database.transaction(handle -> {
            Product product = change.apply(lock(id, handle));
            write(
                    product,
                    handle.createUpdate("update products set sku = :sku, name = :name, category = :category, "
                            + "price = :price, stock = :stock, tags = :tags, version = version + 1 where id = :id"));
            return product;
        });
        changed(List.of(id));
        return changed;
    }

    private static Product lock(long id, Handle handle) {
        return handle.createQuery("select * from products where id = :id for update")
                .bind("id", id)
                .map(ProductRow::read)
                .findOne()
                .orElseThrow(() -> Refusal.notFound("product", id));
    }

    @Override
    public boolean remove(long id) {
        int removed = database.read(handle -> handle.createUpdate("delete from products where id = :id")
                .bind("id", id)
                .execute());
        changed(List.of(id));
        return removed > 0;
    }

    @Override
    public void restock(long id, int units) {
        int changed = database.read(handle -> handle.createUpdate(
                        "update products set stock = :units, version = version + 1 where id = :id")
                .bind("units", units)
                .bind("id", id)
                .execute());
        if (changed == 0) {
            throw Refusal.notFound("product", id);
        }
        changed(List.of(id));
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
    public Page<Product> list(ProductQuery query, ProductOrder order, int offset, int limit) {
        return catalog.list(query, order, offset, limit);
    }

    @Override
    public SortedMap<Category, Integer> countByCategory() {
        return catalog.countByCategory();
    }
}
