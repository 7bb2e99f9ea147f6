package dev.interlock.example.shop.orders;

import dev.interlock.annotation.ProtoWriter;

/** Writes an order into a response. */
@ProtoWriter("shop.Order")
public interface OrderWriter {
    OrderWriter id(long id);

    OrderWriter userId(long id);

    OrderWriter status(OrderStatus status);

    OrderLineWriter beginLines();

    OrderWriter endLines();

    OrderWriter total(long minorUnits);

    OrderWriter note(CharSequence note);

    OrderWriter placedAt(long millis);
}
