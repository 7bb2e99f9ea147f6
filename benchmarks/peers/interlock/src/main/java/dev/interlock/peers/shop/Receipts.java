package dev.interlock.peers.shop;

/** Makes out receipts. */
final class Receipts {
    private static final String CURRENCY = "EUR";

    private Receipts() {}

    /**
     * Of something that was no order.
     *
     * @param route the number of the route in {@code routes.txt}
     */
    static void write(Receipt receipt, int route, long id) {
        receipt.id(id).total(route).currency(CURRENCY);
    }

    /** Of an order. */
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
