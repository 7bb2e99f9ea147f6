package dev.interlock.benchmarks.protobuf;

import java.util.List;

/** An order as an application has it before it is written: an object with arrays and strings. */
// Arrays are allowed here, because orders are never compared.
@SuppressWarnings("ArrayRecordComponent")
record Order(
        long id,
        long userId,
        long placedAt,
        int status,
        String currency,
        String note,
        Address address,
        List<Item> items,
        int[] coupons,
        boolean gift,
        byte[] digest) {
    /** Destination of an order. */
    record Address(String name, String street, String city, String postcode, String country) {}

    /** A line of an order: a product, its quantity and its price. */
    record Item(String sku, String title, int quantity, long price, double weight, int discount) {}

    /** Orders that are sent together. */
    record Batch(long id, List<Order> orders) {}
}
