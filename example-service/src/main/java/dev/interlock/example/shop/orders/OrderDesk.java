package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Accepts orders and changes their status. For an order that the caller may not see, the desk acts as if the order did
 * not exist.
 */
public final class OrderDesk {
    private final OrderStore orders;
    private final Clock clock;

    public OrderDesk(OrderStore orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    /**
     * Takes the units out of stock, and stores an order at current prices. Sets the prices of the sale. If one step
     * fails, nothing changes. In memory, allocates nothing.
     *
     * @param placedAt time in milliseconds since 1970
     * @return id of the order
     */
    public long place(Sale sale, CharSequence note, long placedAt, Caller caller) {
        require(sale, note);
        return orders.place(caller.userId(), sale, note, placedAt);
    }

    /**
     * Like {@link #place(Sale, CharSequence, long, Caller)}, but a repeated call with the same key returns the same
     * order, in its current state.
     *
     * @throws Refusal also if the key was used for another order
     */
    public Order placeOnce(UUID key, Sale sale, CharSequence note, Caller caller) {
        require(sale, note);
        return orders.placeOnce(new OrderKey(caller.userId(), key), sale, note, clock.millis());
    }

    /** Returns the time of an order that is placed now, in milliseconds since 1970. */
    public long now() {
        return clock.millis();
    }

    private static void require(Sale sale, CharSequence note) {
        if (sale.size() == 0) {
            throw Refusal.invalid("An order must have at least one line.");
        }
        requireNote(note);
    }

    /**
     * Checks the note of an order.
     *
     * @throws Refusal if the note is too long
     */
    public static void requireNote(CharSequence note) {
        if (note.length() > Order.MAX_NOTE) {
            throw Refusal.invalid("note must be at most " + Order.MAX_NOTE + " characters.");
        }
    }

    public Order find(long id, Caller caller) {
        return orders.find(id)
                .filter(order -> caller.mayActFor(order.userId()))
                .orElseThrow(() -> Refusal.notFound("order", id));
    }

    /** Returns the order that was placed with a key. */
    public Optional<Order> find(OrderKey key) {
        return orders.find(key);
    }

    public Page<Order> list(OrderQuery query, int offset, int limit, Caller caller) {
        return orders.list(caller.userId(), query, offset, limit);
    }

    /**
     * Returns some of the caller's orders. The latest order comes first.
     *
     * @param beforeId all orders have smaller ids
     */
    public List<Order> before(long beforeId, int limit, Caller caller) {
        return orders.before(beforeId, caller.userId(), limit);
    }

    /** Cancels an order that has not been shipped yet. */
    public Order cancel(long id, Caller caller) {
        find(id, caller);
        return orders.cancel(id);
    }

    /** Marks an order as shipped. The route admits only administrators. */
    public Order ship(long id) {
        return orders.update(id, order -> order.become(OrderStatus.SHIPPED));
    }

    /** Marks an order as delivered. The route admits only administrators. */
    public Order deliver(long id) {
        return orders.update(id, order -> order.become(OrderStatus.DELIVERED));
    }
}
