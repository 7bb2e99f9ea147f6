package dev.interlock.benchmarks.protobuf;

import dev.interlock.annotation.ProtoWriter;

/** Declarations of Interlock's encoders. */
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

        OrderWriter note(CharSequence value);

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

        AddressWriter street(CharSequence value);

        AddressWriter city(CharSequence value);

        AddressWriter postcode(CharSequence value);

        AddressWriter country(CharSequence value);
    }

    @ProtoWriter("benchmarks.Item")
    interface ItemWriter {
        ItemWriter sku(CharSequence value);

        ItemWriter title(CharSequence value);

        ItemWriter quantity(int value);

        ItemWriter price(long value);

        ItemWriter weight(double value);

        ItemWriter discount(int value);
    }
}
