package dev.interlock.benchmarks.protobuf;

import dev.interlock.benchmarks.protobuf.Order.Address;
import dev.interlock.benchmarks.protobuf.Order.Batch;
import dev.interlock.benchmarks.protobuf.Order.Item;
import dev.interlock.benchmarks.protobuf.quickbuf.OrdersProto;
import java.io.IOException;
import java.util.List;
import us.hebi.quickbuf.ProtoMessage;
import us.hebi.quickbuf.ProtoSink;
import us.hebi.quickbuf.ProtoSource;
import us.hebi.quickbuf.RepeatedByte;
import us.hebi.quickbuf.RepeatedInt;
import us.hebi.quickbuf.RepeatedMessage;
import us.hebi.quickbuf.Utf8String;

/**
 * QuickBuffers. Reuses messages, source and sink, so it allocates nothing. Parsing copies strings and {@code bytes},
 * and does not check UTF-8. A string field holds unchecked bytes. To read its characters, this class decodes them into
 * a reused buffer.
 */
class QuickCodec extends Codec {
    private static final int LONGEST_TEXT = 256;

    private final byte[] written = new byte[LARGEST];
    private final ProtoSource source = ProtoSource.newArraySource();
    private final ProtoSink sink = ProtoSink.newArraySink();
    private final OrdersProto.Order order = OrdersProto.Order.newInstance();
    private final OrdersProto.OrderHead orderHead = OrdersProto.OrderHead.newInstance();
    private final OrdersProto.Batch batchMessage = OrdersProto.Batch.newInstance();
    private final OrdersProto.BatchHead batchHead = OrdersProto.BatchHead.newInstance();
    private final StringBuilder characters = new StringBuilder(LONGEST_TEXT);
    private final List<? extends ProtoMessage<?>> built;

    QuickCodec(Payload payload) {
        super(payload);
        built = isBatch
                ? List.of(fill(OrdersProto.Batch.newInstance(), batch))
                : orders.stream()
                        .map(each -> fill(OrdersProto.Order.newInstance(), each))
                        .toList();
    }

    /** A variant that reads each string field as a {@code String}. */
    static final class Strings extends QuickCodec {
        Strings(Payload payload) {
            super(payload);
        }

        @Override
        long text(long sum, Utf8String text) {
            return Checksum.text(sum, text.getString());
        }
    }

    /** Adds a text to a checksum. */
    long text(long sum, Utf8String text) {
        characters.setLength(0);
        return Checksum.text(sum, text.getChars(characters));
    }

    /** Copies a batch of the payload into a reused message. */
    private static OrdersProto.Batch fill(OrdersProto.Batch message, Batch batch) {
        message.clearQuick().setId(batch.id());
        RepeatedMessage<OrdersProto.Order> orders = message.getMutableOrders();
        for (int i = 0; i < batch.orders().size(); i++) {
            fill(orders.next(), batch.orders().get(i));
        }
        return message;
    }

    /** Copies an order of the payload into a reused message. */
    private static OrdersProto.Order fill(OrdersProto.Order message, Order order) {
        message.clearQuick()
                .setId(order.id())
                .setUserId(order.userId())
                .setPlacedAt(order.placedAt())
                .setStatusValue(order.status())
                .setCurrency(order.currency())
                .setNote(order.note())
                .addAllCoupons(order.coupons())
                .setGift(order.gift())
                .setDigest(order.digest());
        fill(message.getMutableAddress(), order.address());
        RepeatedMessage<OrdersProto.Item> items = message.getMutableItems();
        for (int i = 0; i < order.items().size(); i++) {
            fill(items.next(), order.items().get(i));
        }
        return message;
    }

    private static void fill(OrdersProto.Address message, Address address) {
        message.setName(address.name())
                .setStreet(address.street())
                .setCity(address.city())
                .setPostcode(address.postcode())
                .setCountry(address.country());
    }

    private static void fill(OrdersProto.Item message, Item item) {
        message.setSku(item.sku())
                .setTitle(item.title())
                .setQuantity(item.quantity())
                .setPrice(item.price())
                .setWeight(item.weight())
                .setDiscount(item.discount());
    }

    /**
     * Parses a message into a reused object. Uses clear(), because clearQuick() keeps the values of the previous
     * message in absent fields.
     */
    private <M extends ProtoMessage<M>> M parse(M target, byte[] message) throws IOException {
        return ProtoMessage.mergeFrom(target.clear(), source.setInput(message));
    }

    @Override
    final long readAll(byte[] message) throws IOException {
        if (!isBatch) {
            return checksum(0, parse(order, message));
        }
        OrdersProto.Batch parsed = parse(batchMessage, message);
        long sum = Checksum.mix(0, parsed.getId());
        RepeatedMessage<OrdersProto.Order> messages = parsed.getOrders();
        for (int i = 0; i < messages.length(); i++) {
            sum = checksum(sum, messages.get(i));
        }
        return sum;
    }

    private long checksum(long start, OrdersProto.Order order) {
        long sum = Checksum.mix(start, order.getId());
        sum = Checksum.mix(sum, order.getUserId());
        sum = Checksum.mix(sum, order.getPlacedAt());
        sum = Checksum.mix(sum, order.getStatusValue());
        sum = text(sum, order.getCurrencyBytes());
        sum = text(sum, order.getNoteBytes());
        sum = checksum(sum, order.getAddress());
        RepeatedMessage<OrdersProto.Item> items = order.getItems();
        for (int i = 0; i < items.length(); i++) {
            sum = checksum(sum, items.get(i));
        }
        RepeatedInt coupons = order.getCoupons();
        for (int i = 0; i < coupons.length(); i++) {
            sum = Checksum.mix(sum, coupons.get(i));
        }
        sum = Checksum.mix(sum, order.getGift() ? 1 : 0);
        RepeatedByte digest = order.getDigest();
        return Checksum.bytes(sum, digest.array(), 0, digest.length());
    }

    private long checksum(long start, OrdersProto.Address address) {
        long sum = text(start, address.getNameBytes());
        sum = text(sum, address.getStreetBytes());
        sum = text(sum, address.getCityBytes());
        sum = text(sum, address.getPostcodeBytes());
        return text(sum, address.getCountryBytes());
    }

    private long checksum(long start, OrdersProto.Item item) {
        long sum = text(start, item.getSkuBytes());
        sum = text(sum, item.getTitleBytes());
        sum = Checksum.mix(sum, item.getQuantity());
        sum = Checksum.mix(sum, item.getPrice());
        sum = Checksum.mix(sum, Double.doubleToRawLongBits(item.getWeight()));
        return Checksum.mix(sum, item.getDiscount());
    }

    @Override
    final long readTwo(byte[] message) throws IOException {
        if (!isBatch) {
            parse(order, message);
            return text(Checksum.mix(0, order.getUserId()), order.getCurrencyBytes());
        }
        RepeatedMessage<OrdersProto.Order> parsed = parse(batchMessage, message).getOrders();
        long sum = 0;
        for (int i = 0; i < parsed.length(); i++) {
            OrdersProto.Order each = parsed.get(i);
            sum = text(Checksum.mix(sum, each.getUserId()), each.getCurrencyBytes());
        }
        return sum;
    }

    @Override
    final long readHead(byte[] message) throws IOException {
        if (!isBatch) {
            parse(orderHead, message);
            return text(Checksum.mix(0, orderHead.getUserId()), orderHead.getCurrencyBytes());
        }
        RepeatedMessage<OrdersProto.OrderHead> parsed =
                parse(batchHead, message).getOrders();
        long sum = 0;
        for (int i = 0; i < parsed.length(); i++) {
            OrdersProto.OrderHead each = parsed.get(i);
            sum = text(Checksum.mix(sum, each.getUserId()), each.getCurrencyBytes());
        }
        return sum;
    }

    @Override
    final int write(int message) throws IOException {
        return write(isBatch ? fill(batchMessage, batch) : fill(order, orders.get(message)));
    }

    @Override
    final int encode(int message) throws IOException {
        return write(built.get(message));
    }

    private int write(ProtoMessage<?> message) throws IOException {
        // The size must be computed before the message is written.
        int size = message.getSerializedSize();
        message.writeTo(sink.setOutput(written));
        return size;
    }

    @Override
    final byte[] written() {
        return written;
    }
}
