package dev.interlock.http2.internal.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Connection preface of a client (RFC 9113 section 3.4). Frames follow it. */
public final class Preface {
    private static final byte[] BYTES = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

    /** Number of bytes of the preface. */
    public static final int LENGTH = BYTES.length;

    /** Result of {@link #match} for bytes that are not the preface. */
    public static final int MISMATCH = -1;

    private Preface() {}

    /**
     * Compares the first bytes of a connection with the preface. No request of HTTP/1 begins with the whole preface,
     * because the version in its first line is HTTP/2.0.
     *
     * @return number of bytes that match, at most {@link #LENGTH}; or {@link #MISMATCH} if any byte differs
     */
    public static int match(byte[] bytes, int from, int to) {
        int count = Math.min(to - from, LENGTH);
        for (int i = 0; i < count; i++) {
            if (bytes[from + i] != BYTES[i]) {
                return MISMATCH;
            }
        }
        return count;
    }

    /** Returns a copy of the preface. */
    public static byte[] bytes() {
        return BYTES.clone();
    }
}
