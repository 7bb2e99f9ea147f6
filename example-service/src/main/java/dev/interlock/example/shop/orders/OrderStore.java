package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Stores the latest orders, as many as fit. Safe for use by several threads. */
public interface OrderStore {
    /**
     * Adds an order. Copies the sale and the note.
     *
     * @param placedAt time in milliseconds since 1970
     * @return id of the order
     */
    long add(long userId, Sale sale, CharSequence note, long placedAt);

    Optional<Order> find(long id);

    /**
     * Replaces an order with the result of {@code change}, atomically.
     *
     * @throws Refusal 404 if there is no such order
     */
    Order update(long id, UnaryOperator<Order> change);

    /** Returns a page of a customer's orders. The latest order comes first. */
    Page<Order> list(long userId, OrderQuery query, int offset, int limit);

    /**
     * Returns a customer's orders. The latest order comes first. The stream looks up each order when it is read, so it
     * may include changes that are made meanwhile.
     */
    Stream<Order> all(long userId);
}
