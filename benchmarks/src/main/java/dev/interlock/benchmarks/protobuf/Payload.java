package dev.interlock.benchmarks.protobuf;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is read and written. Of the smaller ones there are many that differ in every length: with 64 of 300 bytes the branch
 * predictor still learns them by heart, and an order takes a fifth less than it does in a service, which sees none twice.
 */
public enum Payload {
    /** An order with 3 items, about 300 bytes. */
    SMALL("300B", 512) {
        @Override
        List<Order> orders() {
            return orders(3);
        }
    },
    /** An order with 200 items, about 10 kB. */
    LARGE("10kB", 48) {
        @Override
        List<Order> orders() {
            return orders(200);
        }
    },
    /** A batch of orders with 1 to 20 items, about 1 MB. */
    BATCH("1MB", 1) {
        @Override
        List<Order> orders() {
            return batch().orders();
        }
    };

    private static final int ORDERS_OF_BATCH = 1_520;

    private final String label;
    private final int variants;

    Payload(String label, int variants) {
        this.label = label;
        this.variants = variants;
    }

    /** As in the report. */
    String label() {
        return label;
    }

    /** How many messages there are. */
    int variants() {
        return variants;
    }

    /** The orders, one for each message, or all of the one batch. */
    abstract List<Order> orders();

    /** The one message of {@link #BATCH}. */
    static Batch batch() {
        return new Orders(0).batch(ORDERS_OF_BATCH);
    }

    List<Order> orders(int items) {
        List<Order> orders = new ArrayList<>();
        IntStream.range(0, variants).forEach(seed -> orders.add(new Orders(seed).order(items)));
        return orders;
    }

    /** The messages as protobuf-java writes them: in the order of the fields' numbers. */
    List<byte[]> messages() {
        if (this == BATCH) {
            return List.of(GoogleMessages.batch(batch()).toByteArray());
        }
        return orders().stream()
                .map(order -> GoogleMessages.order(order).toByteArray())
                .toList();
    }
}
