package dev.interlock.example.shop.orders;

/**
 * Orders as comma-separated values (RFC 4180), one order per line. No value needs quotes, because the table contains no
 * text of customers.
 */
final class OrderCsv {
    static final String HEADER = "id,placed at,status,units,total\r\n";

    private OrderCsv() {}

    /** Returns the line of an order with its line break. */
    static String line(Order order) {
        int units = order.lines().stream().mapToInt(OrderLine::quantity).sum();
        return order.id() + "," + order.placedAt() + "," + order.status() + "," + units + "," + order.total() + "\r\n";
    }
}
