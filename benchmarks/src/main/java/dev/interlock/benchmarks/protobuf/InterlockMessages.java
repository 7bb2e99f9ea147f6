package dev.interlock.benchmarks.protobuf;

import dev.interlock.benchmarks.protobuf.Views.AddressView;
import dev.interlock.benchmarks.protobuf.Views.BatchView;
import dev.interlock.benchmarks.protobuf.Views.ItemView;
import dev.interlock.benchmarks.protobuf.Views.OrderView;
import dev.interlock.benchmarks.protobuf.Writers.AddressWriter;
import dev.interlock.benchmarks.protobuf.Writers.BatchWriter;
import dev.interlock.benchmarks.protobuf.Writers.ItemWriter;
import dev.interlock.benchmarks.protobuf.Writers.OrderWriter;
import dev.interlock.bytes.Slice;
import dev.interlock.proto.Repeated;
import dev.interlock.proto.RepeatedInt;
import java.util.List;

/**
 * Writes the application's objects with Interlock's writers, and computes the checksums of its views. Calls are not
 * chained. The JVM does not know that an interface method returns the same writer, so it would check the class at each
 * field.
 */
final class InterlockMessages {
    private InterlockMessages() {}

    static void write(BatchWriter writer, Batch batch) {
        writer.id(batch.id());
        List<Order> orders = batch.orders();
        for (int i = 0; i < orders.size(); i++) {
            write(writer.beginOrders(), orders.get(i));
            writer.endOrders();
        }
    }

    static void write(OrderWriter writer, Order order) {
        writer.id(order.id);
        writer.userId(order.userId);
        writer.placedAt(order.placedAt);
        writer.status(order.status);
        writer.currency(order.currency);
        writer.note(order.note);
        write(writer.beginAddress(), order.address);
        writer.endAddress();
        List<Item> items = order.items;
        for (int i = 0; i < items.size(); i++) {
            write(writer.beginItems(), items.get(i));
            writer.endItems();
        }
        writer.coupons(order.coupons);
        writer.gift(order.gift);
        writer.digest(order.digest);
    }

    private static void write(AddressWriter writer, Address address) {
        writer.name(address.name());
        writer.street(address.street());
        writer.city(address.city());
        writer.postcode(address.postcode());
        writer.country(address.country());
    }

    private static void write(ItemWriter writer, Item item) {
        writer.sku(item.sku());
        writer.title(item.title());
        writer.quantity(item.quantity());
        writer.price(item.price());
        writer.weight(item.weight());
        writer.discount(item.discount());
    }

    static long checksum(BatchView batch) {
        long sum = Checksum.mix(0, batch.id());
        Repeated<OrderView> orders = batch.orders();
        for (int i = 0; i < orders.size(); i++) {
            sum = checksum(sum, orders.get(i));
        }
        return sum;
    }

    static long checksum(long start, OrderView order) {
        long sum = Checksum.mix(start, order.id());
        sum = Checksum.mix(sum, order.userId());
        sum = Checksum.mix(sum, order.placedAt());
        sum = Checksum.mix(sum, order.status());
        sum = Checksum.text(sum, order.currency());
        sum = Checksum.text(sum, order.note());
        sum = checksum(sum, order.address());
        Repeated<ItemView> items = order.items();
        for (int i = 0; i < items.size(); i++) {
            sum = checksum(sum, items.get(i));
        }
        RepeatedInt coupons = order.coupons();
        for (int i = 0; i < coupons.size(); i++) {
            sum = Checksum.mix(sum, coupons.get(i));
        }
        sum = Checksum.mix(sum, order.gift() ? 1 : 0);
        Slice digest = order.digest();
        return Checksum.bytes(sum, digest.array(), digest.offset(), digest.length());
    }

    private static long checksum(long start, AddressView address) {
        long sum = Checksum.text(start, address.name());
        sum = Checksum.text(sum, address.street());
        sum = Checksum.text(sum, address.city());
        sum = Checksum.text(sum, address.postcode());
        return Checksum.text(sum, address.country());
    }

    private static long checksum(long start, ItemView item) {
        long sum = Checksum.text(start, item.sku());
        sum = Checksum.text(sum, item.title());
        sum = Checksum.mix(sum, item.quantity());
        sum = Checksum.mix(sum, item.price());
        sum = Checksum.mix(sum, Double.doubleToRawLongBits(item.weight()));
        return Checksum.mix(sum, item.discount());
    }
}
