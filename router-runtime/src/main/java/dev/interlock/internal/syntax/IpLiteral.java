package dev.interlock.internal.syntax;

/**
 * Parser of {@code IP-literal} (RFC 3986 section 3.2.2): an IPv6 address, or an address of a later version, in
 * brackets.
 */
final class IpLiteral {
    private static final int GROUPS = 8;
    private static final int GROUP_DIGITS = 4;
    private static final int IPV4_BYTES = 4;
    private static final int MAX_BYTE = 255;
    private static final int NONE = -1;

    private IpLiteral() {}

    /**
     * Returns the index after the closing bracket, or -1 if no literal begins at {@code from}. Rejects a literal with a
     * zone, for example {@code [fe80::1%25en0]}, because only the client knows the zone.
     */
    static int end(byte[] bytes, int from, int to) {
        int i = from + 1;
        boolean isLater = i < to && (bytes[i] | 0x20) == 'v';
        int end = isLater ? laterVersionEnd(bytes, i + 1, to) : ipv6End(bytes, i, to);
        return end != NONE && end < to && bytes[end] == ']' ? end + 1 : NONE;
    }

    /** Returns the index after an {@code IPvFuture}, given the index after its "v". */
    private static int laterVersionEnd(byte[] bytes, int from, int to) {
        int dot = skipHex(bytes, from, to);
        if (dot == from || dot == to || bytes[dot] != '.') {
            return NONE;
        }
        int i = dot + 1;
        int end = Octets.skipHost(bytes, i, to);
        while (end < to && bytes[end] == ':') {
            end = Octets.skipHost(bytes, end + 1, to);
        }
        return end > i ? end : NONE;
    }

    /**
     * Returns the index after an {@code IPv6address}. It has eight groups: "::" stands for one or more groups, and an
     * IPv4 address at the end stands for two.
     */
    private static int ipv6End(byte[] bytes, int from, int to) {
        boolean gap = isGap(bytes, from, to);
        int i = gap ? from + 2 : from;
        int groups = 0;
        while (i < to && bytes[i] != ']') {
            int next = skipHex(bytes, i, Math.min(to, i + GROUP_DIGITS));
            if (next < to && bytes[next] == '.') {
                return hasAll(groups + 2, gap) ? ipv4End(bytes, i, to) : NONE;
            }
            if (next == i || ++groups > GROUPS) {
                return NONE;
            }
            i = next;
            if (isGap(bytes, i, to)) {
                if (gap) {
                    return NONE;
                }
                gap = true;
                i += 2;
            } else if (i + 1 < to && bytes[i] == ':' && bytes[i + 1] != ']') {
                i++;
            } else {
                break;
            }
        }
        return hasAll(groups, gap) ? i : NONE;
    }

    private static boolean isGap(byte[] bytes, int at, int to) {
        return to - at >= 2 && bytes[at] == ':' && bytes[at + 1] == ':';
    }

    private static boolean hasAll(int groups, boolean gap) {
        return gap ? groups < GROUPS : groups == GROUPS;
    }

    private static int ipv4End(byte[] bytes, int from, int to) {
        int i = from;
        for (int count = 1; ; count++) {
            i = byteEnd(bytes, i, to);
            if (i == NONE || count == IPV4_BYTES) {
                return i;
            }
            if (i == to || bytes[i] != '.') {
                return NONE;
            }
            i++;
        }
    }

    /** Returns the index after a {@code dec-octet}: 0 to 255 without leading zeros. */
    private static int byteEnd(byte[] bytes, int from, int to) {
        int value = 0;
        int i = from;
        while (i < to && Octets.isDigit(bytes[i]) && value <= MAX_BYTE) {
            value = value * 10 + (bytes[i] - '0');
            i++;
        }
        boolean hasLeadingZero = i - from > 1 && bytes[from] == '0';
        return i == from || value > MAX_BYTE || hasLeadingZero ? NONE : i;
    }

    private static int skipHex(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && Octets.isHex(bytes[i])) {
            i++;
        }
        return i;
    }
}
