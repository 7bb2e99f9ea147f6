package dev.interlock.internal.tls;

import io.netty.buffer.ByteBuf;

/**
 * Checks whether a ClientHello has arrived completely (RFC 8446 section 4). It may be split over many records, and each
 * record over many reads, so no byte is checked twice.
 */
final class ClientHello {
    /** Type of the handshake message. */
    private static final int TYPE = 1;
    /** Length of the header of a handshake message: type and length. */
    private static final int HEADER = 4;

    private final int limit;
    /** Index of the first record that is incomplete. */
    private int at;
    /** Number of bytes of the message in the records before this index. */
    private int content;
    /** Header of the message, as far as it has arrived. */
    private int header;
    /** Number of bytes of the header that have arrived. */
    private int received;

    /** Progress of a ClientHello. */
    enum State {
        INCOMPLETE,
        COMPLETE,
        MALFORMED
    }

    /** @param limit limit on the length of the message */
    ClientHello(int limit) {
        this.limit = limit;
    }

    /**
     * Checks the bytes that have arrived since the last call. Rejects a message above the limit as soon as it has
     * announced its length.
     *
     * @param bytes all received bytes, from index 0
     */
    State check(ByteBuf bytes) {
        int end = bytes.writerIndex();
        while (end - at >= TlsRecord.HEADER) {
            int length = TlsRecord.length(bytes, at);
            if (length <= TlsRecord.HEADER || bytes.getUnsignedByte(at) != TlsRecord.HANDSHAKE) {
                return State.MALFORMED;
            }
            readHeader(bytes, Math.min(end, at + length));
            if (received == HEADER && !isAllowed()) {
                return State.MALFORMED;
            }
            if (at + length > end) {
                return State.INCOMPLETE;
            }
            at += length;
            content += length - TlsRecord.HEADER;
            if (received == HEADER && content >= messageLength()) {
                return State.COMPLETE;
            }
        }
        return State.INCOMPLETE;
    }

    /** Reads bytes of the message's header from the current record, up to an index. */
    private void readHeader(ByteBuf bytes, int to) {
        for (int i = at + TlsRecord.HEADER + received - content; i < to && received < HEADER; i++) {
            header = header << Byte.SIZE | bytes.getUnsignedByte(i);
            received++;
        }
    }

    private boolean isAllowed() {
        return header >>> 24 == TYPE && messageLength() <= limit;
    }

    private int messageLength() {
        return (header & 0xffffff) + HEADER;
    }
}
