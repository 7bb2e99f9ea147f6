package dev.interlock.http;

import io.netty.buffer.ByteBuf;
import java.io.InputStream;
import java.util.concurrent.Flow;

/**
 * Body of a request that the handler reads while it arrives. It can be read once, as a publisher or as a stream. If its
 * reader is slow, the server reads no more from the connection, so a slow reader costs little memory.
 *
 * <p>If the body is rejected or breaks off, reading fails with {@link HttpException}; if the client has gone, with
 * {@link java.io.IOException}. Bytes that were not read when the response is complete are dropped.
 */
public interface StreamedBody {
    /**
     * Body as buffers for one subscriber, which is called on the event loop of the connection. The subscriber must
     * release each buffer.
     *
     * @throws IllegalStateException when the body was already read
     */
    Flow.Publisher<ByteBuf> publisher();

    /**
     * Body as a stream that blocks until more bytes have arrived. Must not be read on an event loop.
     *
     * @throws IllegalStateException when the body was already read
     */
    InputStream inputStream();
}
