package dev.interlock.http2.internal.session;

/** Connection as a request or a response of one of its streams sees it. Used only by the thread of its event loop. */
interface FrameSender {
    Output output();

    /** Returns the number of bytes that the send window of the connection allows. */
    int window();

    /**
     * Counts the bytes of a DATA frame against the send window of the connection.
     *
     * @param tiny whether the frame is small because the client keeps a window nearly shut
     */
    void sent(int bytes, boolean tiny);
}
