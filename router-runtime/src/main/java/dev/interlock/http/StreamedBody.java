package dev.interlock.http;

import io.netty.buffer.ByteBuf;
import java.io.InputStream;
import java.util.concurrent.Flow;

/**
 * The body of a request that is handed on while it arrives. It is read once: as a publisher or as a stream. What its
 * reader does not take in time is not read from the connection either, so that a slow reader costs little memory.
 *
 * <p>A body that breaks off or is refused fails with {@link HttpException}, or {@link java.io.IOException} when the client
 * has gone. What is not read when the answer is complete is dropped.
 */
public interface StreamedBody {
    /**
     * The body as buffers, for one subscriber, which is called on the event loop of the connection. Each buffer belongs
     * to the subscriber, which releases it.
     *
     * @throws IllegalStateException when the body is read already
     */
    Flow.Publisher<ByteBuf> publisher();

    /**
     * The body as a stream that blocks until more has arrived: not to be read on an event loop.
     *
     * @throws IllegalStateException when the body is read already
     */
    InputStream inputStream();
}
