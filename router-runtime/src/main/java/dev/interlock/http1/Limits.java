package dev.interlock.http1;

/**
 * Limits on the size of a request. A larger request is rejected while it arrives. The settings of a server give each
 * limit its range.
 *
 * @param requestLine bytes of the request line without its line end, else 414
 * @param head bytes of the request head from its first line to the empty line, both included, else 431; not below
 *     {@code requestLine}
 * @param fields header fields, and lines of a trailer section, else 431
 * @param body bytes of the body after its chunks are joined, else 413; a route may state its own
 */
public record Limits(int requestLine, int head, int fields, int body) {
    /** 8 KiB, 16 KiB, 100 fields, 1 MiB. */
    public static final Limits DEFAULT = new Limits(8 << 10, 16 << 10, 100, 1 << 20);

    /** The largest head that can be asked for: 1 MiB. */
    public static final int MAX_HEAD = 1 << 20;
}
