package dev.interlock.benchmarks.protobuf;

import java.util.List;

/** What an application has before it writes an order: an object of its own, with arrays and texts as Java has them. */
final class Order {
    final long id;
    final long userId;
    final long placedAt;
    final int status;
    final String currency;
    final String note;
    final Address address;
    final List<Item> items;
    final int[] coupons;
    final boolean gift;
    final byte[] digest;

    /** Takes what {@link Orders} makes up. */
    Order(Orders source, int itemCount) {
        id = source.number(40);
        userId = source.number(28);
        placedAt = source.time();
        status = source.below(4);
        currency = source.pick(Orders.CURRENCIES);
        note = source.note();
        address = source.address();
        items = source.items(itemCount);
        coupons = source.coupons();
        gift = source.below(2) == 1;
        digest = source.digest();
    }
}
