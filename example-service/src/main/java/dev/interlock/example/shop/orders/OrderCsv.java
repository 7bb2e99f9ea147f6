package dev.interlock.example.shop.orders;

import java.util.stream.Stream;

/** Orders as comma-separated values (RFC 4180), one a line. No value needs quotes: none is text that a customer wrote. */
final class OrderCsv {
    private static final String HEADER = "id,placed at,status,units,total\r\n";

    private OrderCsv() {}

    /** The lines, each with its end, made as they are taken. */
    static Stream<String> lines(Stream<Order> orders) {
        return Stream.concat(Stream.of(HEADER), orders.map(OrderCsv::line));
    }

    private static String line(Order order) {
        int units = order.lines().stream().mapToInt(OrderLine::quantity).sum();
        return order.id() + "," + order.placedAt() + "," + order.status() + "," + units + "," + order.total() + "\r\n";
    }
}
