package dev.interlock.example.shop.orders;

import java.util.stream.Stream;

/**
 * Orders as comma-separated values (RFC 4180), one order per line. No value needs quotes, because the table contains no
 * text of customers.
 */
final class OrderCsv {
    private static final String HEADER = "id,placed at,status,units,total\r\n";

    private OrderCsv() {}

    /** Returns the lines with their line breaks. Each line is created when the stream is read. */
    static Stream<String> lines(Stream<Order> orders) {
        return Stream.concat(Stream.of(HEADER), orders.map(OrderCsv::line));
    }

    private static String line(Order order) {
        int units = order.lines().stream().mapToInt(OrderLine::quantity).sum();
        return order.id() + "," + order.placedAt() + "," + order.status() + "," + units + "," + order.total() + "\r\n";
    }
}
