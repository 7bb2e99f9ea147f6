package dev.interlock.benchmarks.protobuf;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Messages to read and write. The smaller payloads have many messages that differ in every length. With only 64
 * messages of 300 bytes, the branch predictor would memorize them. An order would then take a fifth less time than in a
 * service, where no order repeats.
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

    /** Returns the name in the report. */
    String label() {
        return label;
    }

    /** Returns the number of messages. */
    int variants() {
        return variants;
    }

    /** Returns the orders: one for each message, or all orders of the one batch. */
    abstract List<Order> orders();

    /** Returns the one message of {@link #BATCH}. */
    static Batch batch() {
        return new Orders(0).batch(ORDERS_OF_BATCH);
    }

    List<Order> orders(int items) {
        List<Order> orders = new ArrayList<>();
        IntStream.range(0, variants).forEach(seed -> orders.add(new Orders(seed).order(items)));
        return orders;
    }

    /** Returns the messages as protobuf-java writes them: in the order of the field numbers. */
    List<byte[]> messages() {
        if (this == BATCH) {
            return List.of(GoogleMessages.batch(batch()).toByteArray());
        }
        return orders().stream()
                .map(order -> GoogleMessages.order(order).toByteArray())
                .toList();
    }
}
