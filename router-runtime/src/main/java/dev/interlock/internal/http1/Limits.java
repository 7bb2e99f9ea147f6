package dev.interlock.internal.http1;

/**
 * Limits on the size of a request. A larger request is rejected while it arrives. The settings of a server define the
 * range of each limit.
 *
 * @param requestLine limit on the bytes of the request line without its line end; a longer line gets 414
 * @param head limit on the bytes of the request head, from its first line to the empty line, both included; a longer
 *     head gets 431; at least {@code requestLine}
 * @param fields limit on the number of header fields, and also on the number of trailer fields; a request with more
 *     gets 431
 * @param body limit on the bytes of the body without the lines of its chunks; a longer body gets 413; a route may have
 *     its own limit
 */
public record Limits(int requestLine, int head, int fields, int body) {
    /** Default limits: 8 KiB, 16 KiB, 100 fields, 1 MiB. */
    public static final Limits DEFAULT = new Limits(8 << 10, 16 << 10, 100, 1 << 20);

    /** Largest allowed limit on heads: 1 MiB. */
    public static final int MAX_HEAD = 1 << 20;
}
