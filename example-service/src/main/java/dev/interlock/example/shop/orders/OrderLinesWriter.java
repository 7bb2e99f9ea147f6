package dev.interlock.example.shop.orders;

import dev.interlock.annotation.ProtoWriter;

/** Only the lines of an order. */
@ProtoWriter("shop.OrderLines")
public interface OrderLinesWriter {
    OrderLineWriter beginLines();

    OrderLinesWriter endLines();
}
