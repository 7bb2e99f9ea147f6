package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.catalog.Sale;

/** Reusable objects for placing an order. Each thread has its own, so that placing an order allocates nothing. */
final class Placement {
    private static final String ORDERS = "/v1/orders/";

    private final Sale sale = new Sale();
    private final StringBuilder location = new StringBuilder(ORDERS);

    /** Returns the sale of an order in a request. */
    Sale sale(NewOrderView order) {
        sale.clear();
        for (int i = 0; i < order.lines().size(); i++) {
            NewOrderView.Line line = order.lines().get(i);
            sale.add(line.productId(), line.quantity());
        }
        return sale;
    }

    /** Returns the path of an order, valid until the next call. */
    CharSequence location(long id) {
        location.setLength(ORDERS.length());
        return location.append(id);
    }
}
