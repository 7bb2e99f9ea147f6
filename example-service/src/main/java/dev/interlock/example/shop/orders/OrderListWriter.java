package dev.interlock.example.shop.orders;

import dev.interlock.annotation.ProtoWriter;

/** A page of orders. */
@ProtoWriter("shop.OrderList")
public interface OrderListWriter {
    OrderWriter beginOrders();

    OrderListWriter endOrders();

    OrderListWriter total(int orders);
}
