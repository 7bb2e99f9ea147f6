package dev.interlock.internal.tls;

import io.netty.buffer.ByteBuf;

/** Checks whether a ClientHello has arrived completely (RFC 8446 section 4). It may be split over several records. */
final class ClientHello {
    /** Type of the handshake message. */
    private static final int TYPE = 1;
    /** Length of the header of a handshake message: type and length. */
    private static final int HEADER = 4;

    /** Progress of a ClientHello. */
    enum State {
        INCOMPLETE,
        COMPLETE,
        MALFORMED
    }

    private ClientHello() {}

    /**
     * Checks the received bytes. Rejects a message above the limit as soon as it has announced its length.
     *
     * @param limit limit on the length of the message with its header, in bytes
     */
    static State check(ByteBuf bytes, int limit) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        int header = 0;
        int received = 0;
        while (end - at >= TlsRecord.HEADER) {
            int length = TlsRecord.length(bytes, at);
            if (length <= TlsRecord.HEADER || bytes.getUnsignedByte(at) != TlsRecord.HANDSHAKE) {
                return State.MALFORMED;
            }
            int to = Math.min(end, at + length);
            for (int i = at + TlsRecord.HEADER; i < to && received < HEADER; i++) {
                header = header << Byte.SIZE | bytes.getUnsignedByte(i);
                received++;
            }
            if (received == HEADER && !isAllowed(header, limit)) {
                return State.MALFORMED;
            }
            at += length;
            if (at <= end && holds(bytes, at, header, received)) {
                return State.COMPLETE;
            }
        }
        return State.INCOMPLETE;
    }

    private static boolean isAllowed(int header, int limit) {
        return header >>> 24 == TYPE && (header & 0xffffff) + HEADER <= limit;
    }

    /** Returns whether the records before an index hold the whole message. */
    private static boolean holds(ByteBuf bytes, int to, int header, int received) {
        if (received < HEADER) {
            return false;
        }
        int content = 0;
        for (int at = bytes.readerIndex(); at < to; at += TlsRecord.length(bytes, at)) {
            content += TlsRecord.length(bytes, at) - TlsRecord.HEADER;
        }
        return content >= (header & 0xffffff) + HEADER;
    }
}
