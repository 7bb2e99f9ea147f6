package dev.interlock.internal.http1;

import dev.interlock.internal.engine.Inbound;
import dev.interlock.internal.engine.LogThrottle;
import dev.interlock.internal.log.ServerLog;
import java.net.SocketAddress;
import org.slf4j.Logger;

/** Recognizes clients that speak TLS on a port without TLS. Used only by the thread of its event loop. */
final class UnexpectedTls {
    private static final Logger LOG = ServerLog.of(UnexpectedTls.class);

    private static final int HANDSHAKE_RECORD = 0x16;
    private static final int MAJOR_VERSION = 3;

    private final LogThrottle throttle = new LogThrottle();

    /** Returns whether the received bytes begin a TLS handshake. No request begins with these bytes. */
    boolean isAt(Inbound inbound) {
        int from = inbound.from();
        return inbound.to() - from >= 2
                && inbound.bytes()[from] == HANDSHAKE_RECORD
                && inbound.bytes()[from + 1] == MAJOR_VERSION;
    }

    /** Logs a connection whose client speaks TLS, but only the first of several. */
    void log(SocketAddress client, long now) {
        if (throttle.permits(now)) {
            LOG.debug("Closed the connection from {}: it speaks TLS, but this port does not", client);
        }
    }
}
