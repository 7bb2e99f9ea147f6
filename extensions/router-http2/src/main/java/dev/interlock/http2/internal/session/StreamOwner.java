package dev.interlock.http2.internal.session;

import dev.interlock.http2.internal.error.Violation;
import dev.interlock.http2.internal.stream.StreamNumbers;
import dev.interlock.internal.engine.SessionHost;

/** Connection as its streams see it. Used only by the thread of its event loop. */
interface StreamOwner extends FrameSender {
    SessionHost host();

    /** Notes that the stream has a part of its body, or its end, to send. */
    void ready(Http2Stream stream);

    /** Notes that the connection has bytes to send. */
    void advanced();

    /** Counts a violation that ends a stream. */
    void count(Violation violation);

    /** Removes a stream that has ended. It is {@linkplain Http2Stream#free freed} later. */
    void over(Http2Stream stream, StreamNumbers.End end);
}
