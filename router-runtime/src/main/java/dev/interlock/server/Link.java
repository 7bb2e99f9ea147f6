package dev.interlock.server;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What carries a {@link Connection}: its socket, with a channel of Netty's around it or without. Used by the thread of the
 * event loop alone; none of these methods calls the connection back before it returns.
 */
interface Link {
    SocketAddress remoteAddress();

    /** Bytes of heap that the link takes, with its {@link Connection} at rest. */
    int heapBytes();

    ByteBufAllocator allocator();

    /** What to put into what can be sent at once; null if nothing can. */
    @Nullable
    SendBuffers sendBuffers();

    /** Has the event loop run a task later. */
    void execute(Runnable task);

    /** Whether to read by itself, as it does at first. */
    void setReading(boolean wanted);

    /** Whether it takes more to be sent; if not, {@link Connection#resume} is called when it does. */
    boolean isWritable();

    /** Sends what has gathered. */
    void send(Outbound gathered);

    /** Sends what has gathered if the kernel takes it now; returns whether all has gone that was ever to be sent. */
    boolean sendAtOnce(Outbound gathered);

    /** Sends what has gathered; completes when all is sent, files as well. */
    Future<?> sendAll(Outbound gathered);

    /** What is to be sent and is not yet, in a number that changes with every byte. */
    long unsent();

    /** Tells the client that nothing more is sent; when it closes its half, too, the connection is closed. */
    void shutDownOutput();

    /** Closes it; {@link Connection#closed} is called later. */
    void close();

    /** Closes it so that the client sees a reset. */
    void reset();

    /** Says what went wrong, and closes it. */
    void failed(Throwable cause);
}
