package dev.interlock.peers.shop;

import dev.interlock.annotation.ProtoView;
import dev.interlock.proto.Repeated;

/** What the shop needs of an order. */
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
