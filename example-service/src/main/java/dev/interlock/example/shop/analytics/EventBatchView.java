package dev.interlock.example.shop.analytics;

import dev.interlock.annotation.ProtoView;
import dev.interlock.proto.Repeated;

/** Events that a client reports together. */
@ProtoView("shop.EventBatch")
public interface EventBatchView {
    Repeated<Event> events();

    /** One of them; of which product it is about, nothing is counted, so that the field is skipped. */
    @ProtoView("shop.Event")
    interface Event {
        Kind kind();

        long at();
    }

    /** What clients may say of the kind of an event. */
    enum Kind {
        EVENT_KIND_UNSPECIFIED,
        PAGE_VIEW,
        PRODUCT_VIEW,
        SEARCH,
        ADD_TO_CART,
        /** A number that is none of these. */
        UNRECOGNIZED
    }
}
