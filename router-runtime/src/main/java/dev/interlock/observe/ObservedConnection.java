package dev.interlock.observe;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Connection of a client. Only the event loop of the connection may call its methods. As an exception, listeners may
 * read an {@link #attachment} in the events of scopes, on any thread.
 */
public interface ObservedConnection {
    /**
     * Returns the address of the client, or of the last proxy. With the PROXY protocol, this is the address that the
     * proxy states. For a unix domain socket, it is a {@link java.net.UnixDomainSocketAddress} with the path.
     */
    SocketAddress remoteAddress();

    /**
     * Adds to the bytes of heap that a listener holds for exchanges of this connection. They count for the
     * {@code connectionMemory} of the server. So clients cannot fill the heap by requests whose responses they do not
     * read. Listeners need not count small objects of a fixed size, such as a number.
     *
     * @param bytes number of bytes; negative to give bytes back, at the latest with the last event of the exchange
     */
    void hold(int bytes);

    /** Returns the object that the listener has attached, or null. */
    @Nullable
    Object attachment(ExchangeListener listener);

    /**
     * Attaches an object of a listener to the connection until it closes.
     *
     * @throws IllegalArgumentException if the listener was not added to the server
     */
    void attach(ExchangeListener listener, @Nullable Object attachment);
}
