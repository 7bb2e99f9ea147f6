package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.store.Page;

/** Converts orders to messages. */
public final class OrderMessages {
    private OrderMessages() {}

    /**
     * Returns a message that stays valid after the handler has returned. Streams need this, because they send the
     * message later.
     */
    static ShopProto.Order of(Order order) {
        ShopProto.Order.Builder message = ShopProto.Order.newBuilder()
                .setId(order.id())
                .setUserId(order.userId())
                .setStatus(ShopProto.OrderStatus.valueOf(order.status().name()))
                .setTotal(order.total())
                .setNote(order.note())
                .setPlacedAt(order.placedAt().toEpochMilli());
        for (OrderLine line : order.lines()) {
            message.addLinesBuilder()
                    .setProductId(line.productId())
                    .setQuantity(line.quantity())
                    .setUnitPrice(line.unitPrice());
        }
        return message.build();
    }

    public static void write(Order order, OrderWriter out) {
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

    static void write(Page<Order> page, OrderListWriter out) {
        for (Order order : page.items()) {
            write(order, out.beginOrders());
            out.endOrders();
        }
        out.total(page.total());
    }

    static void writeLines(Order order, OrderLinesWriter out) {
        for (OrderLine line : order.lines()) {
            write(line.productId(), line.quantity(), line.unitPrice(), out.beginLines());
            out.endLines();
        }
    }

    private static void write(long productId, int units, long unitPrice, OrderLineWriter out) {
        out.productId(productId).quantity(units).unitPrice(unitPrice);
    }
}
