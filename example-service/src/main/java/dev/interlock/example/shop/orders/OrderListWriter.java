package dev.interlock.example.shop.orders;

import dev.interlock.annotation.ProtoWriter;

/** Writes a page of orders into a response. */
@ProtoWriter("shop.OrderList")
public interface OrderListWriter {
    OrderWriter beginOrders();

    OrderListWriter endOrders();

    OrderListWriter total(int orders);
}
