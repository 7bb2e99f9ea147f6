package dev.interlock.http2.internal.frame;

import dev.interlock.http2.internal.error.Violation;

/**
 * Receives the frames of a connection, one after another. Bytes are valid only until a method returns. A frame has the
 * length, the flags and the kind of stream that its type requires. Only the receiver knows the states of streams.
 */
public interface FrameSink {
    /**
     * Begins a DATA frame. Its content follows in any number of pieces.
     *
     * @param length payload with its padding, in bytes: the number that counts for flow control
     * @param endStream whether the body ends with this frame
     */
    void dataBegun(int stream, int length, boolean endStream);

    /** Takes a piece of the content of a DATA frame. The piece is not empty. */
    void data(byte[] bytes, int from, int to);

    /** Ends the DATA frame, without its padding. */
    void dataEnded();

    /**
     * Takes the first fragment of a field block. Unless it is the last, {@link #continuation} follows.
     *
     * @param endStream whether the stream ends with the block
     * @param last whether the block ends with this fragment
     */
    void headers(int stream, byte[] bytes, int from, int to, boolean endStream, boolean last);

    /** Takes a further fragment of the field block. */
    void continuation(byte[] bytes, int from, int to, boolean last);

    /** Notes a PRIORITY frame, whose content is obsolete (RFC 9113 section 5.3.2). */
    void priority(int stream);

    /**
     * Takes a frame of RFC 9218 section 7.1.
     *
     * @param stream stream of the request whose priority changes
     * @param bytes array of the priority field's value
     */
    void priorityUpdate(int stream, byte[] bytes, int from, int to);

    /**
     * Ends a stream at once.
     *
     * @param code error code, unsigned
     */
    void reset(int stream, int code);

    /**
     * Takes one setting of a SETTINGS frame.
     *
     * @param value 0 to 2^32-1
     */
    void setting(int identifier, long value);

    /** Ends a SETTINGS frame. */
    void settingsEnded();

    void settingsAcknowledged();

    void ping(long opaque);

    void pingAcknowledged(long opaque);

    /**
     * Notes that the client wants to end the connection.
     *
     * @param lastStream last stream of the server that the client has processed
     * @param code error code, unsigned
     */
    void goAway(int lastStream, int code);

    /**
     * Widens a window.
     *
     * @param stream number of the stream, or 0 for the connection
     * @param increment 1 to 2^31-1
     */
    void windowUpdate(int stream, int increment);

    /** Notes a frame of an unknown type, which is ignored (RFC 9113 section 5.5). */
    void unknown(int type, int length);

    /** Notes a violation that ends only its stream. The next frame follows. */
    void violated(int stream, Violation violation);
}
