package dev.interlock.peers.shop;

/** Writes receipts. */
final class Receipts {
    private static final String CURRENCY = "EUR";

    private Receipts() {}

    /**
     * Writes the receipt of a request without an order.
     * @param route number of the route in {@code routes.txt}
     */
    static void write(Receipt receipt, int route, long id) {
        receipt.id(id).total(route).currency(CURRENCY);
    }

    /** Writes the receipt of an order. */
    static void write(Receipt receipt, int route, long id, NewOrder order) {
        long total = route;
        for (NewOrder.Line line : order.lines()) {
            total += line.price() * line.quantity();
        }
        receipt.id(id)
                .userId(order.userId())
                .lines(order.lines().size())
                .total(total)
                .currency(order.currency());
    }
}
