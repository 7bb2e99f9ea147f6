package dev.interlock.internal.admin;

import dev.interlock.bytes.Slice;
import java.util.Locale;

/** Recognizes an authority that leads to a server without a DNS lookup. */
final class LocalName {
    private LocalName() {}

    /** Returns whether an authority is empty, or is {@code localhost} or an IP address with or without a port. */
    static boolean isLocal(Slice authority) {
        String text = authority.toString();
        if (text.isEmpty() || text.startsWith("[")) {
            return true;
        }
        int colon = text.indexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        return host.toLowerCase(Locale.ROOT).equals("localhost") || isIpv4(host);
    }

    /**
     * Returns whether a host consists of digits and dots. This is no DNS name, because none ends in a label of digits.
     */
    private static boolean isIpv4(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !host.isEmpty();
    }
}
