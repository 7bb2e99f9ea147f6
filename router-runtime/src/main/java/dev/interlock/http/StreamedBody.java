package dev.interlock.http;

import io.netty.buffer.ByteBuf;
import java.io.InputStream;
import java.util.concurrent.Flow;

/**
 * Body of a request that the handler reads while it arrives. It can be read once, as a publisher or as an input stream.
 * While the handler does not read, the server stops reading from the connection, so a slow handler costs little memory.
 *
 * <p>If the body is rejected or incomplete, reading fails with {@link HttpException}. If the client has closed the
 * connection, reading fails with {@link java.io.IOException}. Once the response is complete, the server drops the bytes
 * that were not read.
 */
public interface StreamedBody {
    /**
     * Returns the body as buffers for one subscriber, which is called on the event loop of the connection. The
     * subscriber must release each buffer.
     *
     * @throws IllegalStateException if the body was already read
     */
    Flow.Publisher<ByteBuf> publisher();

    /**
     * Returns the body as an input stream, which blocks until more bytes have arrived. It must not be read on an event
     * loop.
     *
     * @throws IllegalStateException if the body was already read
     */
    InputStream inputStream();
}
