package dev.interlock.internal.tls;

import io.netty.buffer.ByteBuf;

/** Header of a TLS record (RFC 8446 section 5.1): type, version, length. */
final class TlsRecord {
    /** Length of the header in bytes. */
    static final int HEADER = 5;

    /** Type of a record with handshake messages. */
    static final int HANDSHAKE = 22;

    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int ALERT = 21;
    private static final int APPLICATION_DATA = 23;
    private static final int MAJOR_VERSION = 3;
    /** Largest content in bytes (RFC 5246 section 6.2.3). TLS 1.3 allows less. */
    private static final int LONGEST = 16 * 1024 + 2048;
    /**
     * Longest content of a record in TLS 1.3 that is taken for an alert. An encrypted alert has two bytes, the type of
     * the content, the tag of the cipher, and padding. The JDK's client sends 51 bytes.
     */
    private static final int ENCRYPTED_ALERT = 64;

    private TlsRecord() {}

    /** Returns the length of the record with its header, or -1 if the header is malformed. */
    static int length(ByteBuf bytes, int at) {
        int type = bytes.getUnsignedByte(at);
        int length = bytes.getUnsignedShort(at + 3);
        boolean isValid = type >= CHANGE_CIPHER_SPEC
                && type <= APPLICATION_DATA
                && bytes.getUnsignedByte(at + 1) == MAJOR_VERSION
                && length <= LONGEST;
        return isValid ? HEADER + length : -1;
    }

    /**
     * Returns whether a record may be an alert. In TLS 1.3, only the length of an encrypted record shows this.
     *
     * @param length length of the record with its header
     */
    static boolean mayBeAlert(ByteBuf bytes, int at, int length) {
        return bytes.getUnsignedByte(at) == ALERT || length <= HEADER + ENCRYPTED_ALERT;
    }
}
