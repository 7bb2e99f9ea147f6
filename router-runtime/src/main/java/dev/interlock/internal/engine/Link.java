package dev.interlock.internal.engine;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Carries the bytes of a {@link Connection}: a socket without a channel, a Netty channel, or memory. Used only by the
 * thread of the event loop.
 *
 * <p>While one of these methods runs, the link must not call the connection. There is one exception: if the link cannot
 * send any more, a method that sends may {@linkplain Connection#moveTo move} the connection to another link of the same
 * socket. The first link passes its bytes on, ends, and is not used again.
 */
public interface Link {
    SocketAddress remoteAddress();

    /** Returns the bytes of heap that the link and its idle {@link Connection} hold. */
    int heapBytes();

    ByteBufAllocator allocator();

    /** Returns buffers for bytes that the link can send at once, or null if the link cannot send at once. */
    @Nullable
    SendBuffers sendBuffers();

    /** Runs a task later on the event loop. */
    void execute(Runnable task);

    /** Switches reading by the link on or off. Reading is on at first. */
    void setReading(boolean wanted);

    /** Returns whether the link can take more bytes. If not, it calls {@link Connection#resume} once it can. */
    boolean isWritable();

    /** Sends the gathered bytes. */
    void send(Outbound gathered);

    /** Sends the gathered bytes that the kernel takes now. Returns whether all of them were sent. */
    boolean sendAtOnce(Outbound gathered);

    /** Sends the gathered bytes. The result completes after all bytes, including files, were sent. */
    Future<?> sendAll(Outbound gathered);

    /** Returns whether the link is open. A link that has closed loses its unsent bytes. */
    boolean isOpen();

    /** Returns the number of unsent bytes. The number changes with each sent byte. */
    long unsent();

    /** Closes the server's half of the connection. The connection closes after the client has closed its half too. */
    void shutDownOutput();

    /** Closes the link, which later calls {@link Connection#closed}. */
    void close();

    /** Closes the link and resets the connection. */
    void reset();

    /** Logs the failure and closes the link. */
    void failed(Throwable cause);
}
