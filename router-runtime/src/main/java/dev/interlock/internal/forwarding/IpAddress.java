package dev.interlock.internal.forwarding;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Parses IP addresses without asking a name server. */
final class IpAddress {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_PORT_DIGITS = 5;

    private IpAddress() {}

    /**
     * Returns the bytes of an address, or null if the text is no address. Returns null for an address with a zone, too,
     * because the zone means nothing on this machine.
     */
    static byte @Nullable [] bytes(String text) {
        // Netty reads an IPv6 address that contains an IPv4 address as the IPv4 address, whatever precedes it.
        boolean isMixed = text.indexOf(':') >= 0 && text.indexOf('.') >= 0;
        return text.indexOf('%') >= 0 || text.startsWith("[") || isMixed
                ? null
                : NetUtil.createByteArrayFromIpAddressString(text);
    }

    /**
     * Parses the name of a node, as proxies write it. This is an IPv4 address or an IPv6 address, with or without a
     * port. An IPv6 address with a port must have brackets; otherwise they are optional. A missing port is 0.
     *
     * @return the address; null for a name such as {@code unknown} or {@code _hidden}, and for malformed text
     */
    static @Nullable InetSocketAddress node(String text) {
        int bracket = text.lastIndexOf(']');
        int colon = text.indexOf(':', Math.max(0, bracket));
        boolean isPlainIpv6 = bracket < 0 && colon >= 0 && text.indexOf(':', colon + 1) >= 0;
        int end = colon < 0 || isPlainIpv6 ? text.length() : colon;
        int port = end == text.length() ? 0 : port(text.substring(end + 1));
        String host = text.substring(0, end);
        if (bracket >= 0) {
            if (!host.startsWith("[") || bracket != host.length() - 1) {
                return null;
            }
            host = host.substring(1, bracket);
        }
        byte[] bytes = bytes(host);
        boolean isMisplaced = bytes == null || (bracket >= 0 && bytes.length == 4);
        return isMisplaced || port < 0 ? null : address(bytes, port);
    }

    // The caller has checked that the bytes are not null.
    @SuppressWarnings("NullAway")
    private static InetSocketAddress address(byte @Nullable [] bytes, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An IP address has 4 or 16 bytes", e);
        }
    }

    /** Returns the number of a port. Returns 0 for a hidden port, such as {@code _a}, and -1 for malformed text. */
    private static int port(String text) {
        if (text.startsWith("_")) {
            return 0;
        }
        if (text.isEmpty() || text.length() > MAX_PORT_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int port = Integer.parseInt(text);
        return port > MAX_PORT ? -1 : port;
    }
}
