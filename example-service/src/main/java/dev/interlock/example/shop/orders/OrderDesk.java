package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.catalog.ProductStore;
import dev.interlock.example.shop.catalog.SoldUnits;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Takes orders and moves them on. To a caller who may not see an order it does not exist. */
public final class OrderDesk {
    private final OrderStore orders;
    private final ProductStore products;
    private final Clock clock;

    public OrderDesk(OrderStore orders, ProductStore products, Clock clock) {
        this.orders = orders;
        this.products = products;
        this.clock = clock;
    }

    /** Takes the units out of stock and places an order at today's prices; either both happen or none. */
    public Order place(Basket basket, String note, Caller caller) {
        List<SoldUnits> sold = products.sell(basket.units());
        try {
            List<OrderLine> lines = sold.stream().map(OrderDesk::line).toList();
            return orders.add(id -> new Order(id, caller.userId(), OrderStatus.NEW, lines, note, clock.instant()));
        } catch (Refusal refusal) {
            products.putBack(basket.units());
            throw refusal;
        }
    }

    public Order find(long id, Caller caller) {
        return orders.find(id)
                .filter(order -> caller.mayActFor(order.userId()))
                .orElseThrow(() -> Refusal.notFound("order", id));
    }

    public Page<Order> list(OrderQuery query, int offset, int limit, Caller caller) {
        return orders.list(caller.userId(), query, offset, limit);
    }

    /** All orders of the caller, the latest first. */
    public Stream<Order> all(Caller caller) {
        return orders.all(caller.userId());
    }

    /** Cancels an order that has not left the house. */
    public Order cancel(long id, Caller caller) {
        find(id, caller);
        Order cancelled = orders.update(id, order -> order.become(OrderStatus.CANCELLED));
        Map<Long, Integer> units = new TreeMap<>();
        cancelled.lines().forEach(line -> units.put(line.productId(), line.quantity()));
        products.putBack(units);
        return cancelled;
    }

    /** Marks an order as paid; the payment desk calls this. */
    public Order pay(long id) {
        return orders.update(id, order -> order.become(OrderStatus.PAID));
    }

    /** Sends an order on its way, for administrators. */
    public Order ship(long id, Caller caller) {
        caller.requireAdmin();
        return orders.update(id, order -> order.become(OrderStatus.SHIPPED));
    }

    /** Notes that an order arrived, for administrators. */
    public Order deliver(long id, Caller caller) {
        caller.requireAdmin();
        return orders.update(id, order -> order.become(OrderStatus.DELIVERED));
    }

    private static OrderLine line(SoldUnits sold) {
        return new OrderLine(sold.productId(), sold.units(), sold.unitPrice());
    }
}
