package dev.interlock.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/**
 * Sends the body of a streamed response in chunks (RFC 9112 section 7.1), or without chunks if its length was announced,
 * or to a client of HTTP/1.0 until the connection closes.
 */
final class Http1BodySink implements BodySink {
    private static final byte[] LINE_END = "\r\n".getBytes(US_ASCII);
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
    private static final int HEX_DIGITS = Integer.BYTES * 2;

    private final Outbound outbound;
    private final byte[] head;
    private final boolean chunked;
    private final byte[] sizeLine = new byte[HEX_DIGITS + LINE_END.length];

    /** @param head bytes of the response's head */
    Http1BodySink(Outbound outbound, byte[] head, boolean chunked) {
        this.outbound = outbound;
        this.head = head;
        this.chunked = chunked;
    }

    @Override
    public void begin() {
        outbound.append(head);
    }

    @Override
    public void append(ByteBuf part) {
        int size = part.readableBytes();
        if (size == 0 || !chunked) {
            // A chunk of size zero would be the last one.
            outbound.append(part);
        } else {
            appendSizeLine(size, part);
            outbound.append(part);
            outbound.append(LINE_END);
        }
    }

    /** Appends the line with the size before a part. Releases the part if that fails. */
    private void appendSizeLine(int size, ByteBuf part) {
        boolean appended = false;
        try {
            appendSizeLine(size);
            appended = true;
        } finally {
            if (!appended) {
                part.release();
            }
        }
    }

    private void appendSizeLine(int size) {
        int at = HEX_DIGITS;
        for (int rest = size; rest > 0; rest >>>= 4) {
            sizeLine[--at] = HEX[rest & 0xf];
        }
        System.arraycopy(LINE_END, 0, sizeLine, HEX_DIGITS, LINE_END.length);
        outbound.append(sizeLine, at, sizeLine.length);
    }

    @Override
    public void end() {
        if (chunked) {
            outbound.append(LAST_CHUNK);
        }
    }

    @Override
    public long pendingBytes() {
        return outbound.length();
    }
}
