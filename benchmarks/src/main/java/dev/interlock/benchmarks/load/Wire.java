package dev.interlock.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;

/** Byte stream between the load and a server. Never blocks. Can be opened again after it was closed. */
interface Wire extends Closeable {
    /**
     * Begins to connect.
     *
     * @param selector selects the socket of the wire when it is connected or has bytes to read
     * @param attachment attachment of the selection key
     */
    void open(Selector selector, Object attachment) throws IOException;

    boolean isOpen();

    /** Returns whether requests can be written. */
    boolean isEstablished();

    /** Continues to connect after an event of the socket. Returns whether requests can be written now. */
    boolean establish() throws IOException;

    /**
     * Reads available bytes.
     *
     * @param into buffer with room for {@link HttpConnection#BUFFER_BYTES}
     * @return number of bytes, or -1 if the server has closed the connection
     */
    int read(ByteBuffer into) throws IOException;

    /**
     * Writes all bytes of a buffer.
     *
     * @throws IOException if the send buffer of the socket is full, because the server does not read
     */
    void write(ByteBuffer bytes) throws IOException;

    /** Closes the connection. Does nothing if it is closed. */
    @Override
    void close() throws IOException;
}
