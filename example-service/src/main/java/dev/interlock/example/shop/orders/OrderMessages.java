package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.store.Page;

/** Converts orders to messages, and messages to sales. */
public final class OrderMessages {
    private OrderMessages() {}

    static Sale sale(ShopProto.NewOrder message) {
        Sale sale = new Sale();
        message.getLinesList().forEach(line -> sale.add(line.getProductId(), line.getQuantity()));
        return sale;
    }

    /** Returns the message of an order. */
    public static ShopProto.Order of(Order order) {
        ShopProto.Order.Builder message = ShopProto.Order.newBuilder()
                .setId(order.id())
                .setUserId(order.userId())
                .setStatus(statusOf(order))
                .setTotal(order.total())
                .setNote(order.note())
                .setPlacedAt(order.placedAt().toEpochMilli());
        order.lines().forEach(line -> message.addLines(of(line)));
        return message.build();
    }

    private static ShopProto.OrderLine of(OrderLine line) {
        return ShopProto.OrderLine.newBuilder()
                .setProductId(line.productId())
                .setQuantity(line.quantity())
                .setUnitPrice(line.unitPrice())
                .build();
    }

    static ShopProto.OrderState stateOf(Order order) {
        return ShopProto.OrderState.newBuilder().setStatus(statusOf(order)).build();
    }

    private static ShopProto.OrderStatus statusOf(Order order) {
        return ShopProto.OrderStatus.valueOf(order.status().name());
    }

    static ShopProto.OrderList of(Page<Order> page) {
        return ShopProto.OrderList.newBuilder()
                .addAllOrders(page.map(OrderMessages::of))
                .setTotal(page.total())
                .build();
    }

    static ShopProto.OrderLines linesOf(Order order) {
        return ShopProto.OrderLines.newBuilder()
                .addAllLines(order.lines().stream().map(OrderMessages::of).toList())
                .build();
    }

    static void write(Order order, OrderWriter out) {
        out.id(order.id())
                .userId(order.userId())
                .status(order.status())
                .total(order.total())
                .note(order.note())
                .placedAt(order.placedAt().toEpochMilli());
        for (OrderLine line : order.lines()) {
            write(line.productId(), line.quantity(), line.unitPrice(), out.beginLines());
            out.endLines();
        }
    }

    /**
     * Writes an order that was just placed.
     *
     * @param sale products of the order
     */
    static void write(long id, long userId, Sale sale, CharSequence note, long placedAt, OrderWriter out) {
        out.id(id)
                .userId(userId)
                .status(OrderStatus.NEW)
                .total(sale.total())
                .note(note)
                .placedAt(placedAt);
        for (int i = 0; i < sale.size(); i++) {
            write(sale.productId(i), sale.units(i), sale.unitPrice(i), out.beginLines());
            out.endLines();
        }
    }

    private static void write(long productId, int units, long unitPrice, OrderLineWriter out) {
        out.productId(productId).quantity(units).unitPrice(unitPrice);
    }
}
