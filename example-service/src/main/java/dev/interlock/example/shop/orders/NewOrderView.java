package dev.interlock.example.shop.orders;

import dev.interlock.annotation.ProtoView;
import dev.interlock.proto.Repeated;

/** What a customer asks for, read where it was received. */
@ProtoView("shop.NewOrder")
public interface NewOrderView {
    Repeated<Line> lines();

    CharSequence note();

    /** Units of one product. */
    @ProtoView("shop.Line")
    interface Line {
        long productId();

        int quantity();
    }
}
