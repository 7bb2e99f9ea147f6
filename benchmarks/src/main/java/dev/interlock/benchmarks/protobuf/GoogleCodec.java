package dev.interlock.benchmarks.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import com.google.protobuf.UnsafeByteOperations;
import dev.interlock.benchmarks.protobuf.Order.Address;
import dev.interlock.benchmarks.protobuf.Order.Batch;
import dev.interlock.benchmarks.protobuf.Order.Item;
import dev.interlock.benchmarks.protobuf.google.OrdersProto;
import java.io.IOException;
import java.util.List;

/**
 * protobuf-java. Parsing creates objects. It checks and copies every string, and copies every {@code bytes}. A message
 * object stores its size after the first computation, so {@link #encode} does not compute it again.
 */
final class GoogleCodec extends Codec {
    private final byte[] written = new byte[LARGEST];
    private final List<? extends MessageLite> built;

    GoogleCodec(Payload payload) {
        this(payload, payload.orders());
    }

    GoogleCodec(Payload payload, List<Order> orders) {
        super(payload, orders);
        built = isBatch
                ? List.of(message(batch))
                : orders.stream().map(GoogleCodec::message).toList();
    }

    static OrdersProto.Batch message(Batch batch) {
        OrdersProto.Batch.Builder builder = OrdersProto.Batch.newBuilder().setId(batch.id());
        for (Order order : batch.orders()) {
            builder.addOrders(message(order));
        }
        return builder.build();
    }

    static OrdersProto.Order message(Order order) {
        OrdersProto.Order.Builder builder = OrdersProto.Order.newBuilder()
                .setId(order.id())
                .setUserId(order.userId())
                .setPlacedAt(order.placedAt())
                .setStatusValue(order.status())
                .setCurrency(order.currency())
                .setNote(order.note())
                .setAddress(message(order.address()))
                .setGift(order.gift())
                .setDigest(UnsafeByteOperations.unsafeWrap(order.digest()));
        for (Item item : order.items()) {
            builder.addItems(message(item));
        }
        for (int coupon : order.coupons()) {
            builder.addCoupons(coupon);
        }
        return builder.build();
    }

    private static OrdersProto.Address message(Address address) {
        return OrdersProto.Address.newBuilder()
                .setName(address.name())
                .setStreet(address.street())
                .setCity(address.city())
                .setPostcode(address.postcode())
                .setCountry(address.country())
                .build();
    }

    private static OrdersProto.Item message(Item item) {
        return OrdersProto.Item.newBuilder()
                .setSku(item.sku())
                .setTitle(item.title())
                .setQuantity(item.quantity())
                .setPrice(item.price())
                .setWeight(item.weight())
                .setDiscount(item.discount())
                .build();
    }

    @Override
    long readAll(byte[] message) throws IOException {
        if (!isBatch) {
            return checksum(0, OrdersProto.Order.parseFrom(message));
        }
        OrdersProto.Batch parsed = OrdersProto.Batch.parseFrom(message);
        long sum = Checksum.mix(0, parsed.getId());
        for (int i = 0; i < parsed.getOrdersCount(); i++) {
            sum = checksum(sum, parsed.getOrders(i));
        }
        return sum;
    }

    private static long checksum(long start, OrdersProto.Order order) {
        long sum = Checksum.mix(start, order.getId());
        sum = Checksum.mix(sum, order.getUserId());
        sum = Checksum.mix(sum, order.getPlacedAt());
        sum = Checksum.mix(sum, order.getStatusValue());
        sum = Checksum.text(sum, order.getCurrency());
        sum = Checksum.text(sum, order.getNote());
        sum = checksum(sum, order.getAddress());
        for (int i = 0; i < order.getItemsCount(); i++) {
            sum = checksum(sum, order.getItems(i));
        }
        for (int i = 0; i < order.getCouponsCount(); i++) {
            sum = Checksum.mix(sum, order.getCoupons(i));
        }
        sum = Checksum.mix(sum, order.getGift() ? 1 : 0);
        return checksum(sum, order.getDigest());
    }

    private static long checksum(long start, OrdersProto.Address address) {
        long sum = Checksum.text(start, address.getName());
        sum = Checksum.text(sum, address.getStreet());
        sum = Checksum.text(sum, address.getCity());
        sum = Checksum.text(sum, address.getPostcode());
        return Checksum.text(sum, address.getCountry());
    }

    private static long checksum(long start, OrdersProto.Item item) {
        long sum = Checksum.text(start, item.getSku());
        sum = Checksum.text(sum, item.getTitle());
        sum = Checksum.mix(sum, item.getQuantity());
        sum = Checksum.mix(sum, item.getPrice());
        sum = Checksum.mix(sum, Double.doubleToRawLongBits(item.getWeight()));
        return Checksum.mix(sum, item.getDiscount());
    }

    private static long checksum(long sum, ByteString bytes) {
        long own = bytes.size();
        for (int i = 0; i < bytes.size(); i++) {
            own = Checksum.mix(own, bytes.byteAt(i) & 0xff);
        }
        return Checksum.mix(sum, own);
    }

    @Override
    long readTwo(byte[] message) throws IOException {
        if (!isBatch) {
            return two(0, OrdersProto.Order.parseFrom(message));
        }
        OrdersProto.Batch parsed = OrdersProto.Batch.parseFrom(message);
        long sum = 0;
        for (int i = 0; i < parsed.getOrdersCount(); i++) {
            sum = two(sum, parsed.getOrders(i));
        }
        return sum;
    }

    private static long two(long sum, OrdersProto.Order order) {
        return Checksum.text(Checksum.mix(sum, order.getUserId()), order.getCurrency());
    }

    @Override
    long readHead(byte[] message) throws IOException {
        if (!isBatch) {
            return two(0, OrdersProto.OrderHead.parseFrom(message));
        }
        OrdersProto.BatchHead parsed = OrdersProto.BatchHead.parseFrom(message);
        long sum = 0;
        for (int i = 0; i < parsed.getOrdersCount(); i++) {
            sum = two(sum, parsed.getOrders(i));
        }
        return sum;
    }

    private static long two(long sum, OrdersProto.OrderHead order) {
        return Checksum.text(Checksum.mix(sum, order.getUserId()), order.getCurrency());
    }

    @Override
    int write(int message) throws IOException {
        return write(isBatch ? message(batch) : message(orders.get(message)));
    }

    @Override
    int encode(int message) throws IOException {
        return write(built.get(message));
    }

    private int write(MessageLite message) throws IOException {
        CodedOutputStream out = CodedOutputStream.newInstance(written);
        message.writeTo(out);
        return out.getTotalBytesWritten();
    }

    @Override
    byte[] written() {
        return written;
    }
}
