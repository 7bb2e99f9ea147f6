package dev.interlock.benchmarks.protobuf;

import java.io.IOException;

/**
 * How a library reads and writes the messages of one {@link Payload}, in the way that its authors advise for speed. Keeps
 * what may be used again; not safe for use by several threads.
 */
interface Codec {
    /** Parses a message and makes the {@link Checksum} of all fields. */
    long readAll(byte[] message) throws IOException;

    /** Parses a message and makes the checksum of the user and the currency of each order. */
    long readTwo(byte[] message) throws IOException;

    /** The same by way of a message type that declares these two fields only. */
    long readHead(byte[] message) throws IOException;

    /**
     * Writes a message from the objects of the application.
     *
     * @param message 0 to the number of messages of the payload
     * @return its length; it is at the start of {@link #written}
     */
    int write(int message) throws IOException;

    /**
     * Writes a message that is held in the library's own objects already.
     *
     * @throws UnsupportedOperationException when the library has none
     */
    int encode(int message) throws IOException;

    /** The array that was written to last. */
    byte[] written();
}
