package dev.interlock.http2.internal.session;

/** Connection, as far as it sends the frames of a stream. Used only by the thread of its event loop. */
interface FrameSender {
    Output output();

    /** Returns the bytes that the window of the connection allows. */
    int window();

    /** Counts bytes against the window of the connection. */
    void sent(int bytes);
}
