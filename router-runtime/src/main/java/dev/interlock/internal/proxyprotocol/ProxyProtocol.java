package dev.interlock.internal.proxyprotocol;

import dev.interlock.internal.engine.LoopContext;
import dev.interlock.internal.engine.LoopScratch;
import dev.interlock.internal.engine.ServerProtocol;
import dev.interlock.internal.engine.SessionFactory;
import dev.interlock.internal.forwarding.TrustedProxies;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Protocol whose connections begin with a header of the PROXY protocol, and then speak another protocol.
 *
 * @param next protocol after the header
 * @param proxies proxies that may connect; if this is empty, every client may connect
 * @param rejections number of connections that were closed for lack of a valid header, over all event loops
 */
public record ProxyProtocol(ServerProtocol next, TrustedProxies proxies, AtomicLong rejections)
        implements ServerProtocol {
    public ProxyProtocol(ServerProtocol next, TrustedProxies proxies) {
        this(next, proxies, new AtomicLong());
    }

    @Override
    public SessionFactory on(LoopContext loop, LoopScratch scratch) {
        SessionFactory sessions = next.on(loop, scratch);
        ProxyHeader header = new ProxyHeader();
        return host -> new ProxySession(host, header, this, sessions);
    }
}
