package dev.interlock.tracing;

import org.jspecify.annotations.Nullable;

/**
 * Host and port from the authority of a request.
 *
 * @param port the port, or -1 if the authority has none
 */
record Authority(String host, int port) {
    private static final int MOST_DIGITS = 5;

    /** Parses {@code host:port} or {@code [::1]:port}. Returns null for an empty host or a malformed port. */
    static @Nullable Authority parse(String text) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon >= 0 && colon > text.lastIndexOf(']');
        String host = hasPort ? text.substring(0, colon) : text;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        int port = hasPort ? port(text, colon + 1) : -1;
        return host.isEmpty() || (hasPort && port < 0) ? null : new Authority(host, port);
    }

    private static int port(String text, int from) {
        int port = 0;
        for (int i = from; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i - from >= MOST_DIGITS) {
                return -1;
            }
            port = 10 * port + digit;
        }
        return from == text.length() ? -1 : port;
    }
}
