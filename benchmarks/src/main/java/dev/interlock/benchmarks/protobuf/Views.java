package dev.interlock.benchmarks.protobuf;

import dev.interlock.annotation.ProtoView;
import dev.interlock.bytes.Slice;
import dev.interlock.proto.Repeated;
import dev.interlock.proto.RepeatedInt;

/** Declares the views that Interlock reads: one for all fields of each message, and one for two fields of orders. */
final class Views {
    private Views() {}

    @ProtoView("benchmarks.Batch")
    interface BatchView {
        long id();

        Repeated<OrderView> orders();
    }

    @ProtoView("benchmarks.Order")
    interface OrderView {
        long id();

        long userId();

        long placedAt();

        int status();

        CharSequence currency();

        CharSequence note();

        AddressView address();

        Repeated<ItemView> items();

        RepeatedInt coupons();

        boolean gift();

        Slice digest();
    }

    @ProtoView("benchmarks.Address")
    interface AddressView {
        CharSequence name();

        CharSequence street();

        CharSequence city();

        CharSequence postcode();

        CharSequence country();
    }

    @ProtoView("benchmarks.Item")
    interface ItemView {
        CharSequence sku();

        CharSequence title();

        int quantity();

        long price();

        double weight();

        int discount();
    }

    @ProtoView("benchmarks.Batch")
    interface BatchHeadView {
        Repeated<OrderHeadView> orders();
    }

    @ProtoView("benchmarks.Order")
    interface OrderHeadView {
        long userId();

        CharSequence currency();
    }
}
