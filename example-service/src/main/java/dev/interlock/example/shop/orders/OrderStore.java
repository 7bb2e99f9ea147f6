package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Stores orders. In memory, keeps only the latest orders. Safe for use by several threads. May wait for a database.
 * Each method is one transaction: it makes all its changes, or none.
 */
public interface OrderStore {
    /**
     * Takes the units of a sale out of stock, sets the prices of the sale, and stores a new order. Copies the sale and
     * the note.
     *
     * @param placedAt time in milliseconds since 1970
     * @return id of the order
     * @throws Refusal if a product does not exist, or if too few units of a product are left
     */
    long place(long userId, Sale sale, CharSequence note, long placedAt);

    /**
     * Like {@link #place}, but stores at most one order for a key.
     *
     * @return the order of the key, placed now or earlier
     * @throws Refusal also if the key was used for another order
     */
    Order placeOnce(OrderKey key, Sale sale, CharSequence note, long placedAt);

    Optional<Order> find(long id);

    /** Returns the order that was placed with a key. */
    Optional<Order> find(OrderKey key);

    /**
     * Replaces the status of an order with that of the result of {@code change}.
     *
     * @throws Refusal if there is no such order
     */
    Order update(long id, UnaryOperator<Order> change);

    /**
     * Cancels an order, and puts its units back in stock.
     *
     * @throws Refusal if there is no such order, or if its status does not allow it
     */
    Order cancel(long id);

    /** Returns a page of a customer's orders. The latest order comes first. */
    Page<Order> list(long userId, OrderQuery query, int offset, int limit);

    /**
     * Returns some of a customer's orders. The latest order comes first.
     *
     * @param beforeId all orders have smaller ids
     */
    List<Order> before(long beforeId, long userId, int limit);
}
