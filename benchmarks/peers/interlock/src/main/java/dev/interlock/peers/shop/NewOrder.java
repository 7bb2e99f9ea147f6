package dev.interlock.peers.shop;

import dev.interlock.annotation.ProtoView;
import dev.interlock.proto.Repeated;

/** The received order. Declares only the fields that the shop reads. */
@ProtoView("shop.NewOrder")
interface NewOrder {
    long userId();

    CharSequence currency();

    Repeated<Line> lines();

    /** A line of an order: a product and its quantity. */
    @ProtoView("shop.Line")
    interface Line {
        int quantity();

        long price();
    }
}
