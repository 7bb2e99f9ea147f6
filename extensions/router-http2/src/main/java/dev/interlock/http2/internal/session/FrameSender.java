package dev.interlock.http2.internal.session;

/** Connection, as far as it sends the frames of a stream. Used only by the thread of its event loop. */
interface FrameSender {
    Output output();

    /** Returns the bytes that the window of the connection allows. */
    int window();

    /**
     * Counts the bytes of a DATA frame against the window of the connection.
     *
     * @param tiny whether the frame is small because the client keeps a window nearly shut
     */
    void sent(int bytes, boolean tiny);
}
