package shop;

import dev.interlock.annotation.ProtoView;
import dev.interlock.bytes.Slice;
import dev.interlock.proto.Entries;
import dev.interlock.proto.Repeated;
import dev.interlock.proto.RepeatedInt;

@ProtoView("shop.NewOrder")
public interface OrderView {
    CharSequence note();

    boolean hasNote();

    Repeated<Line> lines();

    RepeatedInt quantities();

    Status status();

    Card card();

    Slice voucher();

    int paymentCase();

    Entries<Items> items();

    Priority priority();

    enum Status {
        STATUS_UNKNOWN,
        STATUS_PAID,
        STATUS_SHIPPED,
        UNRECOGNIZED
    }

    enum Priority {
        LOW,
        HIGH
    }

    @ProtoView("shop.Line")
    interface Line {
        String sku();

        double price();
    }

    @ProtoView("shop.Card")
    interface Card {
        long number();
    }

    @ProtoView("shop.NewOrder.ItemsEntry")
    interface Items {
        long key();

        Line value();
    }
}
