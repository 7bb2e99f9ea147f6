package dev.interlock.internal.http1;

/**
 * Limits on the size of a request. A larger request is rejected while it arrives. The settings of a server define the
 * range of each limit.
 *
 * @param requestLine bytes of the request line without its line end; beyond it 414
 * @param head bytes of the request head from its first line to the empty line, both included; beyond it 431; not below
 *     {@code requestLine}
 * @param fields number of header fields, and of trailer fields; beyond it 431
 * @param body bytes of the body after its chunks are joined; beyond it 413; a route may have its own limit
 */
public record Limits(int requestLine, int head, int fields, int body) {
    /** 8 KiB, 16 KiB, 100 fields, 1 MiB. */
    public static final Limits DEFAULT = new Limits(8 << 10, 16 << 10, 100, 1 << 20);

    /** Upper bound of the limit on heads: 1 MiB. */
    public static final int MAX_HEAD = 1 << 20;
}
