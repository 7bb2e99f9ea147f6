package dev.interlock.internal.proxyprotocol;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Parses IP addresses in the form of version 1 of the PROXY protocol. Never asks a name server. */
final class TextAddress {
    private static final int IPV4_BYTES = 4;
    private static final int MAX_BYTE = 255;

    private TextAddress() {}

    /** Returns the bytes of four decimal numbers without leading zeros, or null for other text. */
    static byte @Nullable [] ipv4(String text) {
        byte[] address = new byte[IPV4_BYTES];
        int at = 0;
        for (int i = 0; i < IPV4_BYTES; i++) {
            int end = i == IPV4_BYTES - 1 ? text.length() : text.indexOf('.', at);
            int number = end < 0 ? -1 : number(text, at, end);
            if (number < 0) {
                return null;
            }
            address[i] = (byte) number;
            at = end + 1;
        }
        return address;
    }

    /** Returns a number from 0 to 255, or -1 for other text. */
    private static int number(String text, int from, int to) {
        int length = to - from;
        if (length < 1 || length > 3 || (length > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number > MAX_BYTE ? -1 : number;
    }

    /**
     * Returns the bytes of an address in any notation of RFC 4291 section 2.2, or null. HAProxy writes an IPv4 address
     * as {@code ::ffff:192.0.2.1} if the other side of the connection has an IPv6 address. The result then has four
     * bytes.
     */
    static byte @Nullable [] ipv6(String text) {
        if (text.indexOf(':') < 0 || !hasOnlyDigits(text)) {
            return null;
        }
        try {
            // The JDK does not look up a name in brackets.
            return InetAddress.getByName("[" + text + "]").getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Returns whether a text has only hexadecimal digits, colons and dots. */
    private static boolean hasOnlyDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
                return false;
            }
        }
        return true;
    }
}
