package dev.interlock.example.shop.orders;

import dev.interlock.annotation.ProtoWriter;

/** Writes only the lines of an order into a response. */
@ProtoWriter("shop.OrderLines")
public interface OrderLinesWriter {
    OrderLineWriter beginLines();

    OrderLinesWriter endLines();
}
