package dev.interlock.benchmarks.protobuf;

import java.util.List;

/** An order in an application before it is written: an object with arrays and Java texts. */
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

    /** Takes values from {@link Orders}. */
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
