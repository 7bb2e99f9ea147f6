package dev.interlock.example.shop.orders;

import dev.interlock.annotation.ProtoWriter;

/** The lines of an order, without the rest of it. */
@ProtoWriter("shop.OrderLines")
public interface OrderLinesWriter {
    OrderLineWriter beginLines();

    OrderLinesWriter endLines();
}
