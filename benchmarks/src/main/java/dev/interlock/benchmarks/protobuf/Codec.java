package dev.interlock.benchmarks.protobuf;

import dev.interlock.benchmarks.protobuf.Order.Batch;
import java.io.IOException;
import java.util.List;

/**
 * Reads and writes the messages of one {@link Payload} with a library. Uses the library in the way that its authors
 * recommend for speed. Reuses objects if possible. Not thread-safe.
 */
abstract class Codec {
    /** Maximum number of bytes that a library writes for one message. */
    static final int LARGEST = 2 << 20;

    /** Whether each message is a batch of orders. Otherwise, each message is one order. */
    final boolean isBatch;

    final Batch batch = Payload.batch();
    final List<Order> orders;

    Codec(Payload payload) {
        this(payload, payload.orders());
    }

    Codec(Payload payload, List<Order> orders) {
        isBatch = payload == Payload.BATCH;
        this.orders = orders;
    }

    /** Parses a message and returns the {@link Checksum} of all fields. */
    abstract long readAll(byte[] message) throws IOException;

    /** Parses a message and returns the checksum of two fields of each order: the user and the currency. */
    abstract long readTwo(byte[] message) throws IOException;

    /** Does the same as {@link #readTwo}, but parses a message type that declares only these two fields. */
    abstract long readHead(byte[] message) throws IOException;

    /**
     * Writes a message from the application's objects.
     *
     * @param message index of the message in the payload
     * @return length of the message, which is at the start of {@link #written}
     */
    abstract int write(int message) throws IOException;

    /**
     * Writes a message from the library's own objects.
     *
     * @throws UnsupportedOperationException when the library has no message objects
     */
    abstract int encode(int message) throws IOException;

    /** Returns the array that the last write filled. */
    abstract byte[] written();
}
