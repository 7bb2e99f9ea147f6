package dev.interlock.internal.forwarding;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Origin of a request.
 *
 * @param client address of the client, or of the first proxy that is not trusted
 * @param scheme {@code http} or {@code https}; null if no trusted proxy states it
 * @param authority host and port that the client addressed; null if no trusted proxy states it
 */
public record Origin(
        SocketAddress client,
        @Nullable String scheme,
        @Nullable String authority) {}
