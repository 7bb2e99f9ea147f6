package dev.interlock.example.shop.orders;

import dev.interlock.annotation.ProtoView;
import dev.interlock.proto.Repeated;

/** The request to place an order. The view reads the received bytes. */
@ProtoView("shop.NewOrder")
public interface NewOrderView {
    Repeated<Line> lines();

    CharSequence note();

    /** One product of an order, and its quantity. */
    @ProtoView("shop.Line")
    interface Line {
        long productId();

        int quantity();
    }
}
