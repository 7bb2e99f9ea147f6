package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Stores as many of the latest orders as fit. Safe for use by several threads. */
public interface OrderStore {
    /**
     * Adds an order. Copies the sale and the note.
     *
     * @param placedAt time in milliseconds since the epoch
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

    /** Returns a page of a customer's orders, the latest first. */
    Page<Order> list(long userId, OrderQuery query, int offset, int limit);

    /**
     * Returns a customer's orders, the latest first. Looks up each order when the stream needs it, so the result may
     * include orders that are placed meanwhile.
     */
    Stream<Order> all(long userId);
}
