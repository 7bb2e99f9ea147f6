package dev.interlock.benchmarks.protobuf;

import dev.interlock.benchmarks.protobuf.Writers.AddressWriter;
import dev.interlock.benchmarks.protobuf.Writers.ItemWriter;
import dev.interlock.benchmarks.protobuf.Writers.OrderWriter;
import dev.interlock.bytes.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * Interlock in an application that does not decode the texts it receives: it keeps the UTF-8 bytes of each text in a
 * separate array. A string in Rust has the same form. Reading is the same as in {@link InterlockCodec}.
 */
final class InterlockSlices extends InterlockCodec {
    private final List<Texts> texts = new ArrayList<>();

    /** Texts of one order as UTF-8. */
    private record Texts(Slice currency, Slice note, Address address, List<Item> items) {
        static Texts of(Order order) {
            List<Item> items = new ArrayList<>();
            order.items().forEach(item -> items.add(new Item(Slice.of(item.sku()), Slice.of(item.title()), item)));
            return new Texts(Slice.of(order.currency()), Slice.of(order.note()), Address.of(order.address()), items);
        }
    }

    private record Address(Slice name, Slice street, Slice city, Slice postcode, Slice country) {
        static Address of(Order.Address address) {
            return new Address(
                    Slice.of(address.name()),
                    Slice.of(address.street()),
                    Slice.of(address.city()),
                    Slice.of(address.postcode()),
                    Slice.of(address.country()));
        }
    }

    private record Item(Slice sku, Slice title, Order.Item other) {}

    InterlockSlices(Payload payload) {
        super(payload);
        orders.forEach(order -> texts.add(Texts.of(order)));
    }

    @Override
    void writeOrder(OrderWriter writer, int number) {
        Order order = orders.get(number);
        Texts own = texts.get(number);
        writer.id(order.id());
        writer.userId(order.userId());
        writer.placedAt(order.placedAt());
        writer.status(order.status());
        writer.currency(own.currency);
        writer.note(own.note);
        write(writer.beginAddress(), own.address);
        writer.endAddress();
        for (int i = 0; i < own.items.size(); i++) {
            write(writer.beginItems(), own.items.get(i));
            writer.endItems();
        }
        writer.coupons(order.coupons());
        writer.gift(order.gift());
        writer.digest(order.digest());
    }

    private static void write(AddressWriter writer, Address address) {
        writer.name(address.name);
        writer.street(address.street);
        writer.city(address.city);
        writer.postcode(address.postcode);
        writer.country(address.country);
    }

    private static void write(ItemWriter writer, Item item) {
        writer.sku(item.sku);
        writer.title(item.title);
        writer.quantity(item.other.quantity());
        writer.price(item.other.price());
        writer.weight(item.other.weight());
        writer.discount(item.other.discount());
    }
}
