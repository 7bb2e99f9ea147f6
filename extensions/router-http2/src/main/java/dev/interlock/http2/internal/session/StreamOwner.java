package dev.interlock.http2.internal.session;

import dev.interlock.http2.internal.error.Violation;
import dev.interlock.http2.internal.stream.StreamNumbers;
import dev.interlock.internal.engine.SessionHost;

/** Connection of streams. Used only by the thread of its event loop. */
interface StreamOwner extends FrameSender {
    SessionHost host();

    /** Notes that the stream can send a part of its body, or the end. */
    void ready(Http2Stream stream);

    /** Notes that the connection has bytes to send. */
    void advanced();

    /** Counts a violation by the client that ends its stream. */
    void count(Violation violation);

    /** Removes a stream that has ended. It is {@linkplain Http2Stream#free freed} later. */
    void over(Http2Stream stream, StreamNumbers.End end);
}
