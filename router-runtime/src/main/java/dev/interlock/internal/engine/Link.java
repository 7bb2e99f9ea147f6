package dev.interlock.internal.engine;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Carries the bytes of a {@link Connection}: a socket without a channel, a Netty channel, or memory. Used by the thread
 * of the event loop alone.
 *
 * <p>No method calls the connection back before it returns, with one exception. A link that is asked to send, and
 * cannot carry the bytes any further, may {@linkplain Connection#moveTo move} the connection to another link of the
 * same socket. It passes the bytes on, ends, and is not used again.
 */
public interface Link {
    SocketAddress remoteAddress();

    /** Bytes of heap that the link and its idle {@link Connection} take. */
    int heapBytes();

    ByteBufAllocator allocator();

    /** Buffers for bytes that can be sent at once, or null if that is impossible. */
    @Nullable
    SendBuffers sendBuffers();

    /** Runs a task later on the event loop. */
    void execute(Runnable task);

    /** Switches reading by the link on or off. It is on at first. */
    void setReading(boolean wanted);

    /** Whether the link takes more bytes. If not, it calls {@link Connection#resume} when it does again. */
    boolean isWritable();

    /** Sends the gathered bytes. */
    void send(Outbound gathered);

    /** Sends the gathered bytes if the kernel takes them now; returns whether nothing is left to send. */
    boolean sendAtOnce(Outbound gathered);

    /** Sends the gathered bytes; completes when all bytes, including files, are sent. */
    Future<?> sendAll(Outbound gathered);

    /** Whether the link has not closed. If it has, unsent bytes are lost. */
    boolean isOpen();

    /** Number of unsent bytes. It changes with every sent byte. */
    long unsent();

    /** Closes the server's half of the connection. The connection closes when the client closes its half, too. */
    void shutDownOutput();

    /** Closes the link; {@link Connection#closed} is called later. */
    void close();

    /** Closes the link and resets the connection. */
    void reset();

    /** Logs the failure and closes the link. */
    void failed(Throwable cause);
}
