package dev.interlock.benchmarks.protobuf;

import dev.interlock.annotation.ProtoWriter;
import dev.interlock.bytes.Slice;

/** Declares the writers that Interlock uses. Texts are Java strings or UTF-8. */
final class Writers {
    private Writers() {}

    @ProtoWriter("benchmarks.Batch")
    interface BatchWriter {
        BatchWriter id(long value);

        OrderWriter beginOrders();

        BatchWriter endOrders();
    }

    @ProtoWriter("benchmarks.Order")
    interface OrderWriter {
        OrderWriter id(long value);

        OrderWriter userId(long value);

        OrderWriter placedAt(long value);

        OrderWriter status(int value);

        OrderWriter currency(CharSequence value);

        OrderWriter currency(Slice value);

        OrderWriter note(CharSequence value);

        OrderWriter note(Slice value);

        AddressWriter beginAddress();

        OrderWriter endAddress();

        ItemWriter beginItems();

        OrderWriter endItems();

        OrderWriter coupons(int[] values);

        OrderWriter gift(boolean value);

        OrderWriter digest(byte[] value);
    }

    @ProtoWriter("benchmarks.Address")
    interface AddressWriter {
        AddressWriter name(CharSequence value);

        AddressWriter name(Slice value);

        AddressWriter street(CharSequence value);

        AddressWriter street(Slice value);

        AddressWriter city(CharSequence value);

        AddressWriter city(Slice value);

        AddressWriter postcode(CharSequence value);

        AddressWriter postcode(Slice value);

        AddressWriter country(CharSequence value);

        AddressWriter country(Slice value);
    }

    @ProtoWriter("benchmarks.Item")
    interface ItemWriter {
        ItemWriter sku(CharSequence value);

        ItemWriter sku(Slice value);

        ItemWriter title(CharSequence value);

        ItemWriter title(Slice value);

        ItemWriter quantity(int value);

        ItemWriter price(long value);

        ItemWriter weight(double value);

        ItemWriter discount(int value);
    }
}
