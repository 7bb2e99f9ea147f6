package dev.interlock.internal.syntax;

/** Grammar {@code uri-host [ ":" port ]} of RFC 9110 section 7.2, for a Host field and for absolute-form. */
public final class Authority {
    private static final int PORT_DIGITS = 5;
    /** Length of a percent-escape, in bytes. */
    private static final int ESCAPE = 3;

    private Authority() {}

    /**
     * Returns whether the range is a host with an optional port. Returns false for an empty host, which servers must
     * reject (RFC 9110 section 4.2.1), and for user information (section 4.2.4).
     */
    public static boolean isValid(byte[] bytes, int from, int to) {
        if (from == to) {
            return false;
        }
        int hostEnd = bytes[from] == '[' ? IpLiteral.end(bytes, from, to) : nameEnd(bytes, from, to);
        return hostEnd > from && isPort(bytes, hostEnd, to);
    }

    /** Returns the index after a {@code reg-name}, whose grammar also allows IPv4 addresses. */
    private static int nameEnd(byte[] bytes, int from, int to) {
        int i = Octets.skipHost(bytes, from, to);
        while (i < to && bytes[i] == '%') {
            if (to - i < ESCAPE || !Octets.isHex(bytes[i + 1]) || !Octets.isHex(bytes[i + 2])) {
                return i;
            }
            i = Octets.skipHost(bytes, i + ESCAPE, to);
        }
        return i;
    }

    private static boolean isPort(byte[] bytes, int from, int to) {
        if (from == to) {
            return true;
        }
        if (bytes[from] != ':' || to - from - 1 > PORT_DIGITS) {
            return false;
        }
        for (int i = from + 1; i < to; i++) {
            if (!Octets.isDigit(bytes[i])) {
                return false;
            }
        }
        return true;
    }
}
