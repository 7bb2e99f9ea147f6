package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.catalog.ProductStore;
import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import dev.interlock.proto.Repeated;
import java.time.Clock;
import java.util.stream.Stream;

/**
 * Accepts orders and changes their status. For an order that the caller may not see, the desk acts as if the order did
 * not exist.
 */
public final class OrderDesk {
    private final OrderStore orders;
    private final ProductStore products;
    private final Clock clock;
    /** Products of the order that is being placed. Reused for each order. */
    private final Sale sale = new Sale();

    public OrderDesk(OrderStore orders, ProductStore products, Clock clock) {
        this.orders = orders;
        this.products = products;
        this.clock = clock;
    }

    /**
     * Takes the units out of stock, stores an order at current prices, and writes the order to {@code placed}. If one
     * step fails, nothing changes. Places one order at a time, so that it can reuse its objects and allocate nothing.
     */
    public synchronized void place(NewOrderView wanted, Caller caller, OrderWriter placed) {
        sale.clear();
        Repeated<NewOrderView.Line> lines = wanted.lines();
        for (int i = 0; i < lines.size(); i++) {
            NewOrderView.Line line = lines.get(i);
            sale.add(line.productId(), line.quantity());
        }
        long now = clock.millis();
        long id = sell(wanted.note(), caller, now);
        OrderMessages.write(id, caller.userId(), sale, wanted.note(), now, placed);
    }

    /** Like {@link #place(NewOrderView, Caller, OrderWriter)}, but takes the products from a basket. */
    public synchronized Order place(Basket basket, String note, Caller caller) {
        sale.clear();
        basket.units().forEach(sale::add);
        return find(sell(note, caller, clock.millis()), caller);
    }

    private long sell(CharSequence note, Caller caller, long now) {
        if (sale.size() == 0) {
            throw Refusal.invalid("An order must have at least one line.");
        }
        if (note.length() > Order.MAX_NOTE) {
            throw Refusal.invalid("note must be at most " + Order.MAX_NOTE + " characters.");
        }
        products.sell(sale);
        return orders.add(caller.userId(), sale, note, now);
    }

    public Order find(long id, Caller caller) {
        return orders.find(id)
                .filter(order -> caller.mayActFor(order.userId()))
                .orElseThrow(() -> Refusal.notFound("order", id));
    }

    public Page<Order> list(OrderQuery query, int offset, int limit, Caller caller) {
        return orders.list(caller.userId(), query, offset, limit);
    }

    /** Returns all orders of the caller. The latest order comes first. */
    public Stream<Order> all(Caller caller) {
        return orders.all(caller.userId());
    }

    /** Cancels an order that has not been shipped yet. */
    public Order cancel(long id, Caller caller) {
        find(id, caller);
        Order cancelled = orders.update(id, order -> order.become(OrderStatus.CANCELLED));
        cancelled.lines().forEach(line -> products.putBack(line.productId(), line.quantity()));
        return cancelled;
    }

    /** Marks an order as paid. The payment desk calls this method. */
    public Order pay(long id) {
        return orders.update(id, order -> order.become(OrderStatus.PAID));
    }

    /** Marks an order as shipped. Only administrators may do so. */
    public Order ship(long id, Caller caller) {
        caller.requireAdmin();
        return orders.update(id, order -> order.become(OrderStatus.SHIPPED));
    }

    /** Marks an order as delivered. Only administrators may do so. */
    public Order deliver(long id, Caller caller) {
        caller.requireAdmin();
        return orders.update(id, order -> order.become(OrderStatus.DELIVERED));
    }
}
