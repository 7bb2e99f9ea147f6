package dev.interlock.benchmarks.protobuf;

import dev.interlock.benchmarks.protobuf.SliceWriters.AddressWriter;
import dev.interlock.benchmarks.protobuf.SliceWriters.ItemWriter;
import dev.interlock.benchmarks.protobuf.SliceWriters.OrderWriter;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * An order of an application that keeps its texts as UTF-8, as they came in, one behind the other: what a string of Rust is by
 * its type.
 */
final class SliceOrder {
    /** More than the texts of an item take, and a fourth of those of the rest. */
    private static final int ROOM = 64;

    private final Order order;
    private final Slice currency;
    private final Slice note;
    private final SliceAddress address;
    private final List<SliceItem> items = new ArrayList<>();

    private record SliceAddress(Slice name, Slice street, Slice city, Slice postcode, Slice country) {}

    private record SliceItem(Slice sku, Slice title, int quantity, long price, double weight, int discount) {}

    /** Takes over what is no text. */
    SliceOrder(Order order) {
        this.order = order;
        ByteWriter texts = new ByteWriter((4 + order.items.size()) * ROOM);
        currency = keep(order.currency, texts);
        note = keep(order.note, texts);
        address = new SliceAddress(
                keep(order.address.name(), texts),
                keep(order.address.street(), texts),
                keep(order.address.city(), texts),
                keep(order.address.postcode(), texts),
                keep(order.address.country(), texts));
        order.items.forEach(item -> items.add(keep(item, texts)));
    }

    private static SliceItem keep(Item item, ByteWriter texts) {
        return new SliceItem(
                keep(item.sku(), texts),
                keep(item.title(), texts),
                item.quantity(),
                item.price(),
                item.weight(),
                item.discount());
    }

    private static Slice keep(String text, ByteWriter texts) {
        int start = texts.length();
        texts.append(text);
        return new Slice().wrap(texts.array(), start, texts.length() - start);
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
