package dev.interlock.server;

/** How sockets reach the kernel; what a machine does not offer ends the start with a {@link StartException}. */
public enum TransportType {
    /** The best that this machine offers. */
    AUTO("auto"),
    /** Linux's io_uring: far fewer system calls. Often forbidden in containers. */
    IO_URING("io_uring"),
    /** Linux's epoll. */
    EPOLL("epoll"),
    /** The kqueue of macOS and the BSDs. */
    KQUEUE("kqueue"),
    /** The JDK's selectors: everywhere. */
    NIO("nio");

    private final String text;

    TransportType(String text) {
        this.text = text;
    }

    /** The name as it stands in properties and variables: {@code io_uring}. */
    @Override
    public String toString() {
        return text;
    }
}
