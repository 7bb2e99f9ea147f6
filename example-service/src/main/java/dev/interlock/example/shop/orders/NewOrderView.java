package dev.interlock.example.shop.orders;

import dev.interlock.annotation.ProtoView;
import dev.interlock.proto.Repeated;

/** An order request, read in place. */
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
