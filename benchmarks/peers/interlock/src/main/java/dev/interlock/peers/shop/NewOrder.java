package dev.interlock.peers.shop;

import dev.interlock.annotation.ProtoView;
import dev.interlock.proto.Repeated;

/** The fields of an order that the shop needs. */
@ProtoView("shop.NewOrder")
interface NewOrder {
    long userId();

    CharSequence currency();

    Repeated<Line> lines();

    /** Units of one product. */
    @ProtoView("shop.Line")
    interface Line {
        int quantity();

        long price();
    }
}
