package dev.interlock.benchmarks.protobuf;

import dev.interlock.benchmarks.protobuf.Order.Address;
import dev.interlock.benchmarks.protobuf.Order.Item;
import dev.interlock.benchmarks.protobuf.Views.AddressView;
import dev.interlock.benchmarks.protobuf.Views.BatchView;
import dev.interlock.benchmarks.protobuf.Views.ItemView;
import dev.interlock.benchmarks.protobuf.Views.OrderHeadView;
import dev.interlock.benchmarks.protobuf.Views.OrderView;
import dev.interlock.benchmarks.protobuf.Writers.AddressWriter;
import dev.interlock.benchmarks.protobuf.Writers.BatchWriter;
import dev.interlock.benchmarks.protobuf.Writers.ItemWriter;
import dev.interlock.benchmarks.protobuf.Writers.OrderWriter;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import dev.interlock.proto.Repeated;
import dev.interlock.proto.RepeatedInt;
import java.io.IOException;
import java.util.List;

/**
 * Interlock. Parsing checks a whole message, including UTF-8. Texts are read from the received bytes without a copy. A
 * view declares only the wanted fields, so reading two fields takes a separate view.
 *
 * <p>This class does not chain the calls of a writer. In a chain, the JVM would check the class of the writer at each
 * field, because it does not know that the interface method always returns the same writer.
 */
class InterlockCodec extends Codec {
    private final ByteWriter out = new ByteWriter(LARGEST);
    private final Views_BatchViewDecoder batchDecoder = new Views_BatchViewDecoder();
    private final Views_BatchHeadViewDecoder batchHeadDecoder = new Views_BatchHeadViewDecoder();
    private final Writers_BatchWriterEncoder batchEncoder = new Writers_BatchWriterEncoder();
    private final Views_OrderViewDecoder decoder = new Views_OrderViewDecoder();
    private final Views_OrderHeadViewDecoder headDecoder = new Views_OrderHeadViewDecoder();
    private final Writers_OrderWriterEncoder encoder = new Writers_OrderWriterEncoder();

    InterlockCodec(Payload payload) {
        super(payload);
    }

    @Override
    final long readAll(byte[] message) {
        if (!isBatch) {
            return checksum(0, decoder.parse(message, 0, message.length));
        }
        BatchView parsed = batchDecoder.parse(message, 0, message.length);
        long sum = Checksum.mix(0, parsed.id());
        Repeated<OrderView> views = parsed.orders();
        for (int i = 0; i < views.size(); i++) {
            sum = checksum(sum, views.get(i));
        }
        return sum;
    }

    private static long checksum(long start, OrderView order) {
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

    @Override
    final long readTwo(byte[] message) {
        if (!isBatch) {
            return two(0, headDecoder.parse(message, 0, message.length));
        }
        Repeated<OrderHeadView> parsed =
                batchHeadDecoder.parse(message, 0, message.length).orders();
        long sum = 0;
        for (int i = 0; i < parsed.size(); i++) {
            sum = two(sum, parsed.get(i));
        }
        return sum;
    }

    private static long two(long sum, OrderHeadView order) {
        return Checksum.text(Checksum.mix(sum, order.userId()), order.currency());
    }

    @Override
    final long readHead(byte[] message) {
        return readTwo(message);
    }

    @Override
    final int write(int message) throws IOException {
        out.clear();
        if (isBatch) {
            BatchWriter writer = batchEncoder.begin(out);
            writer.id(batch.id());
            for (int i = 0; i < orders.size(); i++) {
                writeOrder(writer.beginOrders(), i);
                writer.endOrders();
            }
            batchEncoder.end();
        } else {
            writeOrder(encoder.begin(out), message);
            encoder.end();
        }
        return out.length();
    }

    /** Writes an order of the payload. */
    void writeOrder(OrderWriter writer, int number) {
        Order order = orders.get(number);
        writer.id(order.id());
        writer.userId(order.userId());
        writer.placedAt(order.placedAt());
        writer.status(order.status());
        writer.currency(order.currency());
        writer.note(order.note());
        write(writer.beginAddress(), order.address());
        writer.endAddress();
        List<Item> items = order.items();
        for (int i = 0; i < items.size(); i++) {
            write(writer.beginItems(), items.get(i));
            writer.endItems();
        }
        writer.coupons(order.coupons());
        writer.gift(order.gift());
        writer.digest(order.digest());
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

    @Override
    final int encode(int message) {
        throw new UnsupportedOperationException("there are no message objects");
    }

    @Override
    final byte[] written() {
        return out.array();
    }
}
