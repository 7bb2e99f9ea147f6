package dev.interlock.benchmarks.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.benchmarks.protobuf.SliceWriters.AddressWriter;
import dev.interlock.benchmarks.protobuf.SliceWriters.ItemWriter;
import dev.interlock.benchmarks.protobuf.SliceWriters.OrderWriter;
import dev.interlock.bytes.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * An order in an application that keeps its texts as the received UTF-8. Rust strings are also UTF-8. As in Rust, each
 * text has its own memory.
 */
final class SliceOrder {
    private final Order order;
    private final Slice currency;
    private final Slice note;
    private final SliceAddress address;
    private final List<SliceItem> items = new ArrayList<>();

    private record SliceAddress(Slice name, Slice street, Slice city, Slice postcode, Slice country) {}

    private record SliceItem(Slice sku, Slice title, int quantity, long price, double weight, int discount) {}

    /** Copies the fields that are not text. */
    SliceOrder(Order order) {
        this.order = order;
        currency = keep(order.currency);
        note = keep(order.note);
        address = new SliceAddress(
                keep(order.address.name()),
                keep(order.address.street()),
                keep(order.address.city()),
                keep(order.address.postcode()),
                keep(order.address.country()));
        order.items.forEach(item -> items.add(keep(item)));
    }

    private static SliceItem keep(Item item) {
        return new SliceItem(
                keep(item.sku()), keep(item.title()), item.quantity(), item.price(), item.weight(), item.discount());
    }

    private static Slice keep(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new Slice().wrap(bytes, 0, bytes.length);
    }

    void write(OrderWriter writer) {
        writer.id(order.id);
        writer.userId(order.userId);
        writer.placedAt(order.placedAt);
        writer.status(order.status);
        writer.currency(currency);
        writer.note(note);
        write(writer.beginAddress(), address);
        writer.endAddress();
        for (int i = 0; i < items.size(); i++) {
            write(writer.beginItems(), items.get(i));
            writer.endItems();
        }
        writer.coupons(order.coupons);
        writer.gift(order.gift);
        writer.digest(order.digest);
    }

    private static void write(AddressWriter writer, SliceAddress address) {
        writer.name(address.name());
        writer.street(address.street());
        writer.city(address.city());
        writer.postcode(address.postcode());
        writer.country(address.country());
    }

    private static void write(ItemWriter writer, SliceItem item) {
        writer.sku(item.sku());
        writer.title(item.title());
        writer.quantity(item.quantity());
        writer.price(item.price());
        writer.weight(item.weight());
        writer.discount(item.discount());
    }
}
