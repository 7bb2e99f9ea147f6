package dev.interlock.example.shop.analytics;

import dev.interlock.annotation.ProtoView;
import dev.interlock.proto.Repeated;

/** Events that a client sends together. */
@ProtoView("shop.EventBatch")
public interface EventBatchView {
    Repeated<Event> events();

    /** One event. The view omits the product of the event, because the shop does not count events by product. */
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
        /** Any kind that has another number. */
        UNRECOGNIZED
    }
}
