package dev.interlock.internal.forwarding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.internal.syntax.Authority;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Information from one proxy about the request that it received.
 *
 * @param node name of the node that sent the request, or null
 * @param scheme scheme of the request, or null
 * @param host host and port of the request, or null
 */
record Hop(
        @Nullable String node,
        @Nullable String scheme,
        @Nullable String host) {
    /** Returns {@code http} or {@code https}, or null for any other scheme. */
    static @Nullable String knownScheme(@Nullable String scheme) {
        String lower = scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
        return lower.equals("http") || lower.equals("https") ? lower : null;
    }

    /** Returns the host, or null unless it has the syntax of RFC 9110 section 7.2. */
    static @Nullable String validHost(@Nullable String host) {
        if (host == null) {
            return null;
        }
        byte[] bytes = host.getBytes(ISO_8859_1);
        return Authority.isValid(bytes, 0, bytes.length) ? host : null;
    }
}
