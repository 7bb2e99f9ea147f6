package dev.interlock.http1;

/**
 * What a request may measure; everything beyond is refused while it arrives.
 *
 * @param requestLine bytes of the request line without its line end, else 414
 * @param head bytes of the request head from its first line to the empty line, both included, else 431
 * @param fields header fields, else 431; the same bound holds for the lines of a trailer section
 * @param body bytes of the body after its chunks are joined, else 413; a route may state its own
 */
public record Limits(int requestLine, int head, int fields, int body) {
    /** 8 KiB, 16 KiB, 100 fields, 1 MiB. */
    public static final Limits DEFAULT = new Limits(8 << 10, 16 << 10, 100, 1 << 20);

    /** The largest head that can be asked for: 1 MiB. */
    public static final int MAX_HEAD = 1 << 20;

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException when one is out of its range; the message is for the user
     */
    public Limits {
        check(requestLine >= 16 && requestLine <= MAX_HEAD, "the request line's limit", requestLine, "16 to 1048576");
        check(head >= requestLine && head <= MAX_HEAD, "the head's limit", head, "the request line's to 1048576");
        check(fields >= 1 && fields <= 10_000, "the limit of header fields", fields, "1 to 10000");
        check(body >= 0, "the body's limit", body, "0 or more");
    }

    private static void check(boolean holds, String what, int actual, String range) {
        if (!holds) {
            throw new IllegalArgumentException(what + " is " + actual + ", expected " + range);
        }
    }
}
