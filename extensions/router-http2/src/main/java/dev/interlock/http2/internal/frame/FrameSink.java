package dev.interlock.http2.internal.frame;

import dev.interlock.http2.internal.error.Violation;

/**
 * Receives the frames of a connection, one after another. Bytes are valid only until a method returns. The caller has
 * checked the length of each frame, and whether its type belongs to a stream or to the connection. It has not checked
 * whether the state of the stream allows the frame.
 */
public interface FrameSink {
    /**
     * Begins a DATA frame. Its content follows in any number of pieces.
     *
     * @param length length of the payload with its padding, in bytes. This number counts for flow control
     * @param endStream whether the body ends with this frame
     */
    void dataBegun(int stream, int length, boolean endStream);

    /** Takes a piece of the content of the DATA frame. The piece is not empty. */
    void data(byte[] bytes, int from, int to);

    /** Ends the content of the DATA frame. Its padding may still follow. */
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
     * Takes a PRIORITY_UPDATE frame (RFC 9218 section 7.1).
     *
     * @param stream stream of the request whose priority changes
     * @param bytes array with the new value of the Priority field
     */
    void priorityUpdate(int stream, byte[] bytes, int from, int to);

    /**
     * Takes RST_STREAM, which ends a stream at once.
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
     * Takes GOAWAY: the client wants to end the connection.
     *
     * @param lastStream last stream of the server that the client has processed
     * @param code error code, unsigned
     */
    void goAway(int lastStream, int code);

    /**
     * Takes WINDOW_UPDATE.
     *
     * @param stream identifier of the stream, or 0 for the connection
     * @param increment 1 to 2^31-1
     */
    void windowUpdate(int stream, int increment);

    /** Notes a frame of an unknown type. The reader ignores its payload (RFC 9113 section 5.5). */
    void unknown(int type, int length);

    /** Notes a violation that ends only its stream. The reader continues with the next frame. */
    void violated(int stream, Violation violation);
}
