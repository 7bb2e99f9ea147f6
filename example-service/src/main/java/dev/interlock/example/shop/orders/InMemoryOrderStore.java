package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stores the latest 10,000 orders in memory. When the store is full, a new order replaces the oldest order and reuses
 * its memory. Therefore clients cannot fill the memory, and adding an order to a full store allocates nothing. One lock
 * serializes all calls.
 */
public final class InMemoryOrderStore implements OrderStore {
    private static final int PLACES = 10_000;

    private final @Nullable StoredOrder[] places = new @Nullable StoredOrder[PLACES];
    private long lastId;

    @Override
    public synchronized long add(long userId, Sale sale, CharSequence note, long placedAt) {
        lastId++;
        StoredOrder place = places[placeOf(lastId)];
        if (place == null) {
            place = new StoredOrder();
            places[placeOf(lastId)] = place;
        }
        place.fill(lastId, userId, sale, note, placedAt);
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
    public Page<Order> list(long userId, OrderQuery query, int offset, int limit) {
        return Page.of(all(userId).filter(query), offset, limit);
    }

    @Override
    public Stream<Order> all(long userId) {
        long latest = lastId();
        long oldest = Math.max(1, latest - PLACES + 1);
        return LongStream.rangeClosed(oldest, latest)
                .map(id -> latest - (id - oldest))
                .mapToObj(id -> find(id, userId))
                .flatMap(Optional::stream);
    }

    private synchronized long lastId() {
        return lastId;
    }

    private synchronized Optional<Order> find(long id, long userId) {
        StoredOrder place = stored(id);
        return place == null || place.userId() != userId ? Optional.empty() : Optional.of(place.order());
    }
}
