package dev.interlock.benchmarks.protobuf;

import dev.interlock.annotation.ProtoWriter;
import dev.interlock.bytes.Slice;

/** Declarations of Interlock's encoders for an application with UTF-8 texts. */
final class SliceWriters {
    private SliceWriters() {}

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

        OrderWriter currency(Slice value);

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
        AddressWriter name(Slice value);

        AddressWriter street(Slice value);

        AddressWriter city(Slice value);

        AddressWriter postcode(Slice value);

        AddressWriter country(Slice value);
    }

    @ProtoWriter("benchmarks.Item")
    interface ItemWriter {
        ItemWriter sku(Slice value);

        ItemWriter title(Slice value);

        ItemWriter quantity(int value);

        ItemWriter price(long value);

        ItemWriter weight(double value);

        ItemWriter discount(int value);
    }
}
