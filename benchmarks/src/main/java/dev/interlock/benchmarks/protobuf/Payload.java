package dev.interlock.benchmarks.protobuf;

import com.google.protobuf.MessageLite;
import dev.interlock.benchmarks.protobuf.Order.Batch;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Messages to read and write. The smaller payloads have many messages that differ in every length. With only 64
 * messages of 300 bytes, the branch predictor memorized them, and an order took a fifth less time. In a real service,
 * orders do not repeat.
 */
public enum Payload {
    /** An order with 3 items, about 300 bytes. */
    SMALL("300B", 512, 3),
    /** An order with 200 items, about 10 kB. */
    LARGE("10kB", 48, 200),
    /** A batch of orders with 1 to 20 items, about 1 MB. */
    BATCH("1MB", 1, 0);

    private static final int ORDERS_OF_BATCH = 1_520;

    private final String label;
    private final int variants;
    private final int items;

    Payload(String label, int variants, int items) {
        this.label = label;
        this.variants = variants;
        this.items = items;
    }

    /** Returns the name in the report. */
    String label() {
        return label;
    }

    /** Returns the orders of all messages. For {@link #BATCH}, returns the orders of its one message. */
    List<Order> orders() {
        return this == BATCH
                ? batch().orders()
                : IntStream.range(0, variants)
                        .mapToObj(seed -> new Orders(seed).order(items))
                        .toList();
    }

    /** Returns the one message of {@link #BATCH}. */
    static Batch batch() {
        return new Orders(0).batch(ORDERS_OF_BATCH);
    }

    /** Returns the messages, encoded by protobuf-java. It writes fields in the order of their numbers. */
    List<byte[]> messages() {
        Stream<? extends MessageLite> messages = this == BATCH
                ? Stream.of(GoogleCodec.message(batch()))
                : orders().stream().map(GoogleCodec::message);
        return messages.map(MessageLite::toByteArray).toList();
    }
}
