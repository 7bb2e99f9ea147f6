package dev.interlock.internal.http1;

/** {@code uri-host [ ":" port ]} of RFC 9110 section 7.2, as in a Host field and in absolute-form. */
final class Authority {
    private static final int PORT_DIGITS = 5;
    /** Bytes of a {@code pct-encoded}. */
    private static final int ESCAPE = 3;

    private Authority() {}

    /**
     * Whether the range is a host with an optional port. An empty host is rejected: it stands for a URI without an
     * authority (RFC 9110 section 7.2), which section 4.2.1 tells servers to reject. User information is rejected, too
     * (section 4.2.4).
     */
    static boolean isValid(byte[] bytes, int from, int to) {
        if (from == to) {
            return false;
        }
        int hostEnd = bytes[from] == '[' ? IpLiteral.end(bytes, from, to) : nameEnd(bytes, from, to);
        return hostEnd > from && isPort(bytes, hostEnd, to);
    }

    /** End of a {@code reg-name}. An IPv4 address is a {@code reg-name}, too. */
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
