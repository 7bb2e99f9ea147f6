package dev.interlock.benchmarks.protobuf;

import dev.interlock.benchmarks.protobuf.quickbuf.OrdersProto;
import us.hebi.quickbuf.RepeatedByte;
import us.hebi.quickbuf.RepeatedInt;
import us.hebi.quickbuf.RepeatedMessage;
import us.hebi.quickbuf.Utf8String;

/** Converts the application's objects to messages of QuickBuffers, and computes the checksums of these messages. */
abstract class QuickMessages {
    /** Adds a text to a checksum. */
    abstract long text(long sum, Utf8String text);

    /** Fills a reused message. */
    static OrdersProto.Batch fill(OrdersProto.Batch message, Batch batch) {
        message.clearQuick().setId(batch.id());
        RepeatedMessage<OrdersProto.Order> orders = message.getMutableOrders();
        for (int i = 0; i < batch.orders().size(); i++) {
            fill(orders.next(), batch.orders().get(i));
        }
        return message;
    }

    /** Fills a reused message. */
    static OrdersProto.Order fill(OrdersProto.Order message, Order order) {
        message.clearQuick()
                .setId(order.id)
                .setUserId(order.userId)
                .setPlacedAt(order.placedAt)
                .setStatusValue(order.status)
                .setCurrency(order.currency)
                .setNote(order.note)
                .addAllCoupons(order.coupons)
                .setGift(order.gift)
                .setDigest(order.digest);
        fill(message.getMutableAddress(), order.address);
        RepeatedMessage<OrdersProto.Item> items = message.getMutableItems();
        for (int i = 0; i < order.items.size(); i++) {
            fill(items.next(), order.items.get(i));
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

    final long checksum(OrdersProto.Batch batch) {
        long sum = Checksum.mix(0, batch.getId());
        RepeatedMessage<OrdersProto.Order> orders = batch.getOrders();
        for (int i = 0; i < orders.length(); i++) {
            sum = checksum(sum, orders.get(i));
        }
        return sum;
    }

    final long checksum(long start, OrdersProto.Order order) {
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
}
