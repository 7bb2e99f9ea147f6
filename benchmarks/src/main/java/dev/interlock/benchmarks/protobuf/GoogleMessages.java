package dev.interlock.benchmarks.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.interlock.benchmarks.protobuf.google.OrdersProto;

/** Converts the application's objects to messages of protobuf-java, and computes the checksums of these messages. */
final class GoogleMessages {
    private GoogleMessages() {}

    static OrdersProto.Batch batch(Batch batch) {
        OrdersProto.Batch.Builder builder = OrdersProto.Batch.newBuilder().setId(batch.id());
        for (Order order : batch.orders()) {
            builder.addOrders(order(order));
        }
        return builder.build();
    }

    static OrdersProto.Order order(Order order) {
        OrdersProto.Order.Builder builder = OrdersProto.Order.newBuilder()
                .setId(order.id)
                .setUserId(order.userId)
                .setPlacedAt(order.placedAt)
                .setStatusValue(order.status)
                .setCurrency(order.currency)
                .setNote(order.note)
                .setAddress(address(order.address))
                .setGift(order.gift)
                .setDigest(UnsafeByteOperations.unsafeWrap(order.digest));
        for (Item item : order.items) {
            builder.addItems(item(item));
        }
        for (int coupon : order.coupons) {
            builder.addCoupons(coupon);
        }
        return builder.build();
    }

    private static OrdersProto.Address address(Address address) {
        return OrdersProto.Address.newBuilder()
                .setName(address.name())
                .setStreet(address.street())
                .setCity(address.city())
                .setPostcode(address.postcode())
                .setCountry(address.country())
                .build();
    }

    private static OrdersProto.Item item(Item item) {
        return OrdersProto.Item.newBuilder()
                .setSku(item.sku())
                .setTitle(item.title())
                .setQuantity(item.quantity())
                .setPrice(item.price())
                .setWeight(item.weight())
                .setDiscount(item.discount())
                .build();
    }

    static long checksum(OrdersProto.Batch batch) {
        long sum = Checksum.mix(0, batch.getId());
        for (int i = 0; i < batch.getOrdersCount(); i++) {
            sum = checksum(sum, batch.getOrders(i));
        }
        return sum;
    }

    static long checksum(long start, OrdersProto.Order order) {
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
        int length = bytes.size();
        long own = length;
        for (int i = 0; i < length; i++) {
            own = Checksum.mix(own, bytes.byteAt(i) & 0xff);
        }
        return Checksum.mix(sum, own);
    }
}
