package dev.interlock.internal.proxyprotocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Parser of the PROXY protocol's header, versions 1 and 2 of
 * <a href="https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt">HAProxy's specification</a>. The parser keeps
 * no part of an incomplete header. When more bytes have arrived, the caller passes all bytes again. Used only by the
 * thread of one event loop.
 */
final class ProxyHeader {
    /** Result for a header whose end has not arrived yet. */
    static final int INCOMPLETE = -1;

    /** Result for bytes that are no valid header. */
    static final int MALFORMED = -2;

    /**
     * Limit on the bytes of a header of version 2, as in nginx. The specification allows 64 KiB. The largest headers in
     * practice have about 2 KiB; they contain the client's certificate.
     */
    static final int MAX_BYTES = 4096;

    private static final byte[] SIGNATURE = {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};

    // Offsets of the fields of version 2 from the start of the header.
    private static final int COMMAND = 12;
    private static final int FAMILY = 13;
    private static final int LENGTH = 14;
    private static final int ADDRESSES = 16;

    private static final int VERSION_2_LOCAL = 0x20;
    private static final int VERSION_2_PROXY = 0x21;

    // Lengths of both addresses and ports together, for each family.
    private static final int IPV4_BYTES = 12;
    private static final int IPV6_BYTES = 36;
    private static final int UNIX_BYTES = 216;

    // After the addresses, there are values: a type, a length of two bytes, and the value itself.
    private static final int VALUE_HEAD_BYTES = 3;
    private static final int CRC32C_TYPE = 0x03;
    private static final int CRC32C_BYTES = 4;

    private final CRC32C checksum = new CRC32C();
    private final byte[] zeros = new byte[CRC32C_BYTES];
    private final TextHeader text = new TextHeader();
    private @Nullable InetSocketAddress client;

    /**
     * Parses the header at the start of the received bytes.
     *
     * @return index after the header, {@link #INCOMPLETE} or {@link #MALFORMED}
     */
    int parse(byte[] bytes, int from, int to) {
        client = null;
        int compared = Math.min(SIGNATURE.length, to - from);
        if (!Arrays.equals(bytes, from, from + compared, SIGNATURE, 0, compared)) {
            int end = text.parse(bytes, from, to);
            client = text.takeClient();
            return end;
        }
        return to - from < ADDRESSES ? INCOMPLETE : binary(bytes, from, to);
    }

    /**
     * Returns the client's address from the last header, and forgets it. Returns null if the header had no IP address.
     */
    @Nullable
    InetSocketAddress takeClient() {
        InetSocketAddress taken = client;
        client = null;
        return taken;
    }

    /** Parses a header of version 2 whose first 16 bytes have arrived. */
    private int binary(byte[] bytes, int from, int to) {
        int command = bytes[from + COMMAND] & 0xff;
        int end = from + ADDRESSES + unsignedShort(bytes, from + LENGTH);
        if (end - from > MAX_BYTES || (command != VERSION_2_LOCAL && command != VERSION_2_PROXY)) {
            return MALFORMED;
        }
        if (to < end) {
            return INCOMPLETE;
        }
        // The command LOCAL is a health check by the proxy. The specification says to ignore the rest of the header.
        return command == VERSION_2_LOCAL || proxied(bytes, from, end) ? end : MALFORMED;
    }

    /** Parses the addresses of a complete header of version 2. Returns whether they are valid. */
    private boolean proxied(byte[] bytes, int from, int end) {
        int family = bytes[from + FAMILY] & 0xff;
        return switch (family) {
            // The proxy does not know the client, or the client has no address.
            case 0x00 -> true;
            // The first digit is the address family: 1 for IPv4, 2 for IPv6, 3 for Unix. The second digit is the
            // transport: 1 for a stream, 2 for datagrams.
            case 0x31, 0x32 -> valuesAreValid(bytes, from, UNIX_BYTES, end);
            case 0x11, 0x12 -> internet(bytes, from, IPV4_BYTES, end);
            case 0x21, 0x22 -> internet(bytes, from, IPV6_BYTES, end);
            default -> false;
        };
    }

    /** Parses a pair of IP addresses and then a pair of ports. */
    private boolean internet(byte[] bytes, int from, int length, int end) {
        if (!valuesAreValid(bytes, from, length, end)) {
            return false;
        }
        int address = from + ADDRESSES;
        int addressBytes = (length - 2 * Short.BYTES) / 2;
        int port = unsignedShort(bytes, address + 2 * addressBytes);
        client = address(Arrays.copyOfRange(bytes, address, address + addressBytes), port);
        return true;
    }

    static InetSocketAddress address(byte[] address, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An IP address has 4 or 16 bytes", e);
        }
    }

    /**
     * Returns whether the values after the addresses fill the header exactly. If one of them is a checksum, it must be
     * right.
     */
    private boolean valuesAreValid(byte[] bytes, int from, int addressBytes, int end) {
        int at = from + ADDRESSES + addressBytes;
        while (at + VALUE_HEAD_BYTES <= end) {
            int value = at + VALUE_HEAD_BYTES;
            int next = value + unsignedShort(bytes, at + 1);
            if (bytes[at] == CRC32C_TYPE && !isChecksum(bytes, from, value, next, end)) {
                return false;
            }
            at = next;
        }
        return at == end;
    }

    /**
     * Returns whether a value is the right checksum of the header. In the calculation, the bytes of the checksum count
     * as zeros.
     */
    private boolean isChecksum(byte[] bytes, int from, int value, int next, int end) {
        if (next - value != CRC32C_BYTES || next > end) {
            return false;
        }
        checksum.reset();
        checksum.update(bytes, from, value - from);
        checksum.update(zeros, 0, CRC32C_BYTES);
        checksum.update(bytes, next, end - next);
        long stated = ((long) unsignedShort(bytes, value) << Short.SIZE) | unsignedShort(bytes, value + Short.BYTES);
        return checksum.getValue() == stated;
    }

    private static int unsignedShort(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << Byte.SIZE) | (bytes[at + 1] & 0xff);
    }

    /** Parser of version 1: one line of text. */
    private static final class TextHeader {
        /** Limit on the bytes of the line with its end, from the specification. */
        private static final int MAX_LINE = 107;

        private static final byte[] BEGINNING = "PROXY ".getBytes(US_ASCII);
        private static final byte[] UNKNOWN = "UNKNOWN".getBytes(US_ASCII);
        private static final byte[] TCP4 = "TCP4 ".getBytes(US_ASCII);
        private static final byte[] TCP6 = "TCP6 ".getBytes(US_ASCII);

        private static final int ADDRESS_FIELDS = 4;
        private static final int MAX_PORT_DIGITS = 5;
        private static final int MAX_PORT = 65_535;

        private @Nullable InetSocketAddress client;

        @Nullable
        InetSocketAddress takeClient() {
            InetSocketAddress taken = client;
            client = null;
            return taken;
        }

        int parse(byte[] bytes, int from, int to) {
            int compared = Math.min(BEGINNING.length, to - from);
            if (!Arrays.equals(bytes, from, from + compared, BEGINNING, 0, compared)) {
                return MALFORMED;
            }
            int limit = Math.min(to, from + MAX_LINE);
            for (int i = from + compared; i < limit; i++) {
                if (bytes[i] == '\n') {
                    boolean isLine = bytes[i - 1] == '\r' && line(bytes, from + BEGINNING.length, i - 1);
                    return isLine ? i + 1 : MALFORMED;
                }
            }
            return limit - from < MAX_LINE ? INCOMPLETE : MALFORMED;
        }

        /** Parses the text between {@code PROXY} and the line end. Returns whether it is valid. */
        private boolean line(byte[] bytes, int from, int to) {
            if (begins(bytes, from, to, UNKNOWN)) {
                // The specification says to ignore the rest of the line.
                return to - from == UNKNOWN.length || bytes[from + UNKNOWN.length] == ' ';
            }
            boolean isIpv6 = begins(bytes, from, to, TCP6);
            if (!isIpv6 && !begins(bytes, from, to, TCP4)) {
                return false;
            }
            String[] fields = new String(bytes, from + TCP4.length, to - from - TCP4.length, US_ASCII).split(" ", -1);
            if (fields.length != ADDRESS_FIELDS) {
                return false;
            }
            byte[] source = isIpv6 ? TextAddress.ipv6(fields[0]) : TextAddress.ipv4(fields[0]);
            byte[] destination = isIpv6 ? TextAddress.ipv6(fields[1]) : TextAddress.ipv4(fields[1]);
            int port = port(fields[2]);
            if (source == null || destination == null || port < 0 || port(fields[3]) < 0) {
                return false;
            }
            client = address(source, port);
            return true;
        }

        private static boolean begins(byte[] bytes, int from, int to, byte[] text) {
            return to - from >= text.length && Arrays.equals(bytes, from, from + text.length, text, 0, text.length);
        }

        /** Returns the number of a port, or -1 if the text is malformed or has leading zeros. */
        private static int port(String text) {
            int length = text.length();
            if (length == 0 || length > MAX_PORT_DIGITS || (length > 1 && text.charAt(0) == '0')) {
                return -1;
            }
            int port = 0;
            for (int i = 0; i < length; i++) {
                int digit = text.charAt(i) - '0';
                if (digit < 0 || digit > 9) {
                    return -1;
                }
                port = 10 * port + digit;
            }
            return port > MAX_PORT ? -1 : port;
        }
    }
}
