package dev.interlock.example.shop.analytics;

import dev.interlock.annotation.ProtoView;
import dev.interlock.proto.Repeated;

/** Events that a client reports together. */
@ProtoView("shop.EventBatch")
public interface EventBatchView {
    Repeated<Event> events();

    /** One event. The shop does not count events by product, so the view has no field for it. */
    @ProtoView("shop.Event")
    interface Event {
        Kind kind();

        long at();
    }

    /** Kinds of events that clients may report. */
    enum Kind {
        EVENT_KIND_UNSPECIFIED,
        PAGE_VIEW,
        PRODUCT_VIEW,
        SEARCH,
        ADD_TO_CART,
        /** Stands for any other number. */
        UNRECOGNIZED
    }
}
