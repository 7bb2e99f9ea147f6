package dev.interlock.internal.tls;

import dev.interlock.internal.engine.LoopContext;
import dev.interlock.internal.engine.LoopScratch;
import dev.interlock.internal.engine.ServerProtocol;
import dev.interlock.internal.engine.SessionFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Protocol whose connections begin with a TLS handshake. They then speak the protocol that ALPN has chosen.
 *
 * @param protocols protocols that ALPN can choose, the preferred one first; clients that do not use ALPN speak the last
 *     one
 */
public record TlsProtocol(TlsEndpoint endpoint, List<ServerProtocol> protocols) implements ServerProtocol {
    @Override
    public SessionFactory on(LoopContext loop, LoopScratch scratch) {
        Map<String, SessionFactory> sessions = new HashMap<>();
        SessionFactory standard = null;
        for (ServerProtocol each : protocols) {
            standard = each.on(loop, scratch);
            sessions.put(each.applicationProtocol(), standard);
        }
        if (standard == null) {
            throw new IllegalArgumentException("TLS needs a protocol");
        }
        TlsLoop shared = new TlsLoop(loop, endpoint, sessions, standard);
        return host -> new TlsSession(host, shared);
    }
}
