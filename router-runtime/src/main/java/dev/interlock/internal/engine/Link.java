package dev.interlock.internal.engine;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Carries the bytes of a {@link Connection}: a socket without a channel, a Netty channel, or memory. Used only by the
 * thread of the event loop.
 *
 * <p>While a method of the link runs, the link must not call the connection. There is one exception. If the link can no
 * longer send, a method that sends may {@linkplain Connection#moveTo move} the connection to another link of the same
 * socket. The old link then passes its bytes to the new link, ends, and is not used again.
 */
public interface Link {
    SocketAddress remoteAddress();

    /** Returns the bytes of heap that the link and its {@link Connection} hold while they are idle. */
    int heapBytes();

    ByteBufAllocator allocator();

    /** Returns buffers for bytes that the link can send at once, or null if the link cannot send at once. */
    @Nullable
    SendBuffers sendBuffers();

    /** Runs a task later on the event loop. */
    void execute(Runnable task);

    /** Switches reading by the link on or off. Reading is on at first. */
    void setReading(boolean wanted);

    /**
     * Returns whether the link can take more bytes. After false, the link calls {@link Connection#resume} as soon as it
     * can.
     */
    boolean isWritable();

    /** Sends the gathered bytes. */
    void send(Outbound gathered);

    /** Sends as many of the gathered bytes as the kernel takes now. Returns whether all of them were sent. */
    boolean sendAtOnce(Outbound gathered);

    /** Sends the gathered bytes. The returned future completes after all bytes, including files, were sent. */
    Future<?> sendAll(Outbound gathered);

    /** Returns whether the link is open. A closed link has lost its unsent bytes. */
    boolean isOpen();

    /**
     * Returns the number of unsent bytes. It changes with each sent byte. Bytes of a pending file are not included, but
     * the sent bytes of a file are subtracted, so the number may be negative.
     */
    long unsent();

    /**
     * Returns how many of the unsent bytes lie in memory that several buffers share.
     *
     * @param given number of such bytes that the link has received, which is the maximum
     */
    default long sharedUnsent(long given) {
        return given;
    }

    /**
     * Closes the server's half of the connection. The whole connection closes after the client has closed its half too.
     */
    void shutDownOutput();

    /** Closes the link. The link calls {@link Connection#closed} later. */
    void close();

    /** Closes the link and resets the connection. */
    void reset();

    /** Returns the TLS of the link, or null if it has none. */
    default @Nullable LinkSecurity security() {
        return null;
    }

    /**
     * Returns the bytes of direct memory that the link holds in addition to {@link #unsent}, for example an incomplete
     * record of TLS.
     */
    default long heldBytes() {
        return 0;
    }

    /** Logs the failure and closes the link. */
    void failed(Throwable cause);
}
