package dev.interlock.example.shop.orders;

import dev.interlock.annotation.ProtoWriter;

/** Units of one product of an order in a response. */
@ProtoWriter("shop.OrderLine")
public interface OrderLineWriter {
    OrderLineWriter productId(long id);

    OrderLineWriter quantity(int units);

    OrderLineWriter unitPrice(long minorUnits);
}
