package dev.interlock.server;

import dev.interlock.internal.transport.Transport;
import java.util.Optional;

/**
 * The kernel's interface for sockets. If the machine does not support it, the start fails with a
 * {@link StartException}.
 */
public enum TransportType {
    /** Epoll or kqueue if the machine has one of them, or else NIO. */
    AUTO("auto"),
    /** Linux's io_uring. It needs far fewer system calls, but containers often forbid it. */
    IO_URING("io_uring"),
    /** Linux's epoll. */
    EPOLL("epoll"),
    /** The kqueue of macOS and the BSDs. */
    KQUEUE("kqueue"),
    /** The JDK's selectors, on every system. */
    NIO("nio");

    private final String text;

    TransportType(String text) {
        this.text = text;
    }

    /** Returns the kind of transport, or empty for {@link #AUTO}. */
    Optional<Transport.Kind> kind() {
        return this == AUTO ? Optional.empty() : Optional.of(Transport.Kind.valueOf(name()));
    }

    /** Returns the name in system properties and environment variables, such as {@code io_uring}. */
    @Override
    public String toString() {
        return text;
    }
}
