package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Keeps orders. Safe for use by several threads. */
public interface OrderStore {
    /**
     * Adds the order that {@code create} makes of a new id.
     *
     * @throws Refusal 429 when the store is full, or the customer has as many orders as one may
     */
    Order add(LongFunction<Order> create);

    Optional<Order> find(long id);

    /**
     * Replaces an order by what {@code change} makes of it, atomically.
     *
     * @throws Refusal 404 when there is none
     */
    Order update(long id, UnaryOperator<Order> change);

    /** A customer's orders, the latest first. */
    Page<Order> list(long userId, OrderQuery query, int offset, int limit);

    /** A customer's orders, the latest first, looked up as they are taken; what is placed meanwhile may be among them. */
    Stream<Order> all(long userId);
}
