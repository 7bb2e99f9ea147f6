package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import dev.interlock.example.shop.store.Table;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Orders in memory, and which are whose. One lock orders additions. */
public final class InMemoryOrderStore implements OrderStore {
    private static final int MAX_ORDERS = 100_000;
    private static final int MAX_ORDERS_PER_USER = 1_000;

    private final Table<Long, Order> orders = new Table<>("order", MAX_ORDERS);
    private final Map<Long, UserOrders> byUser = new ConcurrentHashMap<>();
    private long lastId;

    @Override
    public synchronized Order add(LongFunction<Order> create) {
        Order order = create.apply(lastId + 1);
        UserOrders ofUser = byUser.getOrDefault(order.userId(), new UserOrders());
        if (ofUser.size == MAX_ORDERS_PER_USER) {
            throw Refusal.full("orders of one customer", MAX_ORDERS_PER_USER);
        }
        orders.add(order.id(), order);
        lastId = order.id();
        ofUser.latestFirst.addFirst(order.id());
        ofUser.size++;
        byUser.put(order.userId(), ofUser);
        return order;
    }

    @Override
    public Optional<Order> find(long id) {
        return orders.find(id);
    }

    @Override
    public Order update(long id, UnaryOperator<Order> change) {
        return orders.update(id, change);
    }

    @Override
    public Page<Order> list(long userId, OrderQuery query, int offset, int limit) {
        return Page.of(all(userId).filter(query), offset, limit);
    }

    @Override
    public Stream<Order> all(long userId) {
        return ids(userId).stream().flatMap(id -> orders.find(id).stream());
    }

    private Collection<Long> ids(long userId) {
        UserOrders ofUser = byUser.get(userId);
        return ofUser == null ? List.of() : ofUser.latestFirst;
    }

    /** The ids of one customer's orders. Readers may iterate while one is added. */
    private static final class UserOrders {
        private final ConcurrentLinkedDeque<Long> latestFirst = new ConcurrentLinkedDeque<>();
        private int size;
    }
}
