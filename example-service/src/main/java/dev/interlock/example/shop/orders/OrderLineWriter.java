package dev.interlock.example.shop.orders;

import dev.interlock.annotation.ProtoWriter;

/** Writes a line of an order into a response. */
@ProtoWriter("shop.OrderLine")
public interface OrderLineWriter {
    OrderLineWriter productId(long id);

    OrderLineWriter quantity(int units);

    OrderLineWriter unitPrice(long minorUnits);
}
