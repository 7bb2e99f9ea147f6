package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Keeps the latest orders, as many as it has room for. Safe for use by several threads. */
public interface OrderStore {
    /**
     * Adds an order, copying what it is told.
     *
     * @param placedAt in milliseconds since the epoch
     * @return the order's id
     */
    long add(long userId, Sale sale, CharSequence note, long placedAt);

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
