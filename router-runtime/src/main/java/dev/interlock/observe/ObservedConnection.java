package dev.interlock.observe;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Connection of a client. Used by the thread of its event loop alone. */
public interface ObservedConnection {
    /** Address of the peer, which may be a proxy. */
    SocketAddress remoteAddress();

    /** Object that the listener has attached, or null. */
    @Nullable
    Object attachment(ExchangeListener listener);

    /**
     * Attaches an object of a listener to the connection until it closes.
     *
     * @throws IllegalArgumentException when the server does not have the listener
     */
    void attach(ExchangeListener listener, @Nullable Object attachment);
}
