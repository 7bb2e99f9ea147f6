package dev.interlock.benchmarks.protobuf;

import java.io.IOException;

/**
 * Reads and writes the messages of one {@link Payload} with a library, in the way that its authors recommend for speed.
 * Reuses objects if possible. Not thread-safe.
 */
interface Codec {
    /** Parses a message and returns the {@link Checksum} of all fields. */
    long readAll(byte[] message) throws IOException;

    /** Parses a message and returns the checksum of two fields of each order: the user and the currency. */
    long readTwo(byte[] message) throws IOException;

    /** Does the same as {@link #readTwo}, with a message type that declares only these two fields. */
    long readHead(byte[] message) throws IOException;

    /**
     * Writes a message from the application's objects.
     *
     * @param message index of the message in the payload
     * @return length of the message, which is at the start of {@link #written}
     */
    int write(int message) throws IOException;

    /**
     * Writes a message from the library's own objects.
     *
     * @throws UnsupportedOperationException when the library has no message objects
     */
    int encode(int message) throws IOException;

    /** Returns the array that the last write filled. */
    byte[] written();
}
