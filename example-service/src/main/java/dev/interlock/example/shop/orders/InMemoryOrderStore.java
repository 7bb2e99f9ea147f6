package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.catalog.InMemoryProductStore;
import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stores the latest 10,000 orders in memory. When the store is full, a new order replaces the oldest order and reuses
 * its memory. Therefore clients cannot fill the memory, and adding an order to a full store allocates nothing. One lock
 * serializes all calls. Inside it, the store also takes the lock of the products.
 */
public final class InMemoryOrderStore implements OrderStore {
    private static final int PLACES = 10_000;

    private final InMemoryProductStore products;
    private final @Nullable StoredOrder[] places = new @Nullable StoredOrder[PLACES];
    private final Map<OrderKey, Long> idByKey = new HashMap<>();
    private long lastId;

    /**
     * Creates a store without orders.
     *
     * @param products products whose stock the orders take
     */
    public InMemoryOrderStore(InMemoryProductStore products) {
        this.products = products;
    }

    @Override
    public synchronized long place(long userId, Sale sale, CharSequence note, long placedAt) {
        return add(userId, sale, note, placedAt, null);
    }

    @Override
    public synchronized Order placeOnce(OrderKey key, Sale sale, CharSequence note, long placedAt) {
        Optional<Order> earlier = find(key);
        if (earlier.isPresent()) {
            return earlier.get().requireSame(sale, note, key);
        }
        long id = add(key.userId(), sale, note, placedAt, key);
        idByKey.put(key, id);
        return get(id);
    }

    private long add(long userId, Sale sale, CharSequence note, long placedAt, @Nullable OrderKey key) {
        products.sell(sale);
        lastId++;
        StoredOrder place = places[placeOf(lastId)];
        if (place == null) {
            place = new StoredOrder();
            places[placeOf(lastId)] = place;
        }
        OrderKey oldKey = place.key();
        if (oldKey != null) {
            idByKey.remove(oldKey);
        }
        place.fill(lastId, userId, sale, note, placedAt, key);
        return lastId;
    }

    private static int placeOf(long id) {
        return (int) (id % PLACES);
    }

    /** Returns the memory that holds an order, or null if the order is not stored. */
    private @Nullable StoredOrder stored(long id) {
        StoredOrder place = id > 0 ? places[placeOf(id)] : null;
        return place != null && place.id() == id ? place : null;
    }

    @Override
    public synchronized Optional<Order> find(long id) {
        return Optional.ofNullable(stored(id)).map(StoredOrder::order);
    }

    @Override
    public synchronized Optional<Order> find(OrderKey key) {
        return Optional.ofNullable(idByKey.get(key)).flatMap(this::find);
    }

    private Order get(long id) {
        return find(id).orElseThrow(() -> Refusal.notFound("order", id));
    }

    @Override
    public synchronized Order update(long id, UnaryOperator<Order> change) {
        StoredOrder place = stored(id);
        if (place == null) {
            throw Refusal.notFound("order", id);
        }
        Order changed = change.apply(place.order());
        place.status(changed.status());
        return changed;
    }

    @Override
    public synchronized Order cancel(long id) {
        Order cancelled = update(id, order -> order.become(OrderStatus.CANCELLED));
        cancelled.lines().forEach(line -> products.putBack(line.productId(), line.quantity()));
        return cancelled;
    }

    @Override
    public synchronized Page<Order> list(long userId, OrderQuery query, int offset, int limit) {
        return Page.of(before(lastId + 1, userId).filter(query), offset, limit);
    }

    @Override
    public synchronized List<Order> before(long beforeId, long userId, int limit) {
        return before(beforeId, userId).limit(limit).toList();
    }

    /** Returns a customer's orders in descending order of their ids. */
    private Stream<Order> before(long beforeId, long userId) {
        long latest = Math.min(beforeId - 1, lastId);
        long oldest = Math.max(1, lastId - PLACES + 1);
        return LongStream.rangeClosed(oldest, latest)
                .map(id -> latest - (id - oldest))
                .mapToObj(this::stored)
                .filter(place -> place != null && place.userId() == userId)
                .map(StoredOrder::order);
    }
}
