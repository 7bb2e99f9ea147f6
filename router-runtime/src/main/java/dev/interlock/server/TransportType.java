package dev.interlock.server;

/**
 * Interface of the kernel for sockets. The start fails with a {@link StartException} if the machine does not have it.
 */
public enum TransportType {
    /** Epoll or kqueue if the machine has one of them, or else NIO. */
    AUTO("auto"),
    /** Linux's io_uring, with far fewer system calls. Containers often forbid it. */
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

    /** Name in system properties and environment variables: {@code io_uring}. */
    @Override
    public String toString() {
        return text;
    }
}
