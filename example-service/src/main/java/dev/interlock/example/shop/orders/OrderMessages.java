package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Orders as messages, and baskets out of them. */
public final class OrderMessages {
    private OrderMessages() {}

    public static ShopProto.Order of(Order order) {
        return ShopProto.Order.newBuilder()
                .setId(order.id())
                .setUserId(order.userId())
                .setStatus(of(order.status()))
                .addAllLines(order.lines().stream().map(OrderMessages::of).toList())
                .setTotal(order.total())
                .setNote(order.note())
                .setPlacedAt(order.placedAt().toEpochMilli())
                .build();
    }

    static ShopProto.OrderList of(Page<Order> page) {
        return ShopProto.OrderList.newBuilder()
                .addAllOrders(page.items().stream().map(OrderMessages::of).toList())
                .setTotal(page.total())
                .build();
    }

    static ShopProto.OrderLines of(List<OrderLine> lines) {
        return ShopProto.OrderLines.newBuilder()
                .addAllLines(lines.stream().map(OrderMessages::of).toList())
                .build();
    }

    static Basket basket(List<ShopProto.Line> lines) {
        SortedMap<Long, Integer> units = new TreeMap<>();
        for (ShopProto.Line line : lines) {
            if (units.put(line.getProductId(), line.getQuantity()) != null) {
                throw Refusal.invalid("Product " + line.getProductId() + " is listed twice.");
            }
        }
        return new Basket(units);
    }

    private static ShopProto.OrderLine of(OrderLine line) {
        return ShopProto.OrderLine.newBuilder()
                .setProductId(line.productId())
                .setQuantity(line.quantity())
                .setUnitPrice(line.unitPrice())
                .build();
    }

    private static ShopProto.OrderStatus of(OrderStatus status) {
        return switch (status) {
            case NEW -> ShopProto.OrderStatus.NEW;
            case PAID -> ShopProto.OrderStatus.PAID;
            case SHIPPED -> ShopProto.OrderStatus.SHIPPED;
            case DELIVERED -> ShopProto.OrderStatus.DELIVERED;
            case CANCELLED -> ShopProto.OrderStatus.CANCELLED;
        };
    }
}
