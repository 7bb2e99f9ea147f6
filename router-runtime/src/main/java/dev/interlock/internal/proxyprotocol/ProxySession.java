package dev.interlock.internal.proxyprotocol;

import dev.interlock.internal.engine.Inbound;
import dev.interlock.internal.engine.Session;
import dev.interlock.internal.engine.SessionFactory;
import dev.interlock.internal.engine.SessionHost;
import dev.interlock.internal.engine.Waiting;
import dev.interlock.internal.forwarding.TrustedProxies;
import dev.interlock.internal.log.ServerLog;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Session that reads the header of the PROXY protocol, and then passes the connection to the next session. It closes a
 * connection without a valid header and sends no response, as the protocol demands.
 */
final class ProxySession implements Session {
    private static final Logger LOG = ServerLog.of(ProxySession.class);

    private final SessionHost host;
    /** Parser that all connections of the event loop share. */
    private final ProxyHeader header;

    private final ProxyProtocol protocol;
    private final SessionFactory next;
    private @Nullable InetSocketAddress client;
    private boolean closed;

    ProxySession(SessionHost host, ProxyHeader header, ProxyProtocol protocol, SessionFactory next) {
        this.host = host;
        this.header = header;
        this.protocol = protocol;
        this.next = next;
    }

    @Override
    public boolean step() {
        Inbound inbound = host.inbound();
        if (closed || inbound.isEmpty()) {
            return false;
        }
        TrustedProxies proxies = protocol.proxies();
        if (!proxies.isEmpty() && !proxies.trusts(host.remoteAddress())) {
            close("is no trusted proxy");
            return false;
        }
        int end = header.parse(inbound.bytes(), inbound.from(), inbound.to());
        if (end == ProxyHeader.MALFORMED) {
            close("sent no valid header of the PROXY protocol");
        }
        if (end < 0) {
            return false;
        }
        inbound.skipTo(end);
        client = header.takeClient();
        host.replaceSession(next);
        return true;
    }

    private void close(String reason) {
        closed = true;
        protocol.rejections().incrementAndGet();
        LOG.debug("Closed a connection: its client {} {}", host.remoteAddress(), reason);
        host.close();
    }

    @Override
    public Waiting waiting() {
        // The time limit of a request head also applies to the header of the PROXY protocol.
        return host.inbound().isEmpty() ? Waiting.REQUEST : Waiting.REST_OF_HEAD;
    }

    @Override
    public boolean wantsInput() {
        return !closed;
    }

    @Override
    public boolean isPreamble() {
        return true;
    }

    @Override
    public @Nullable SocketAddress statedClient() {
        return client;
    }

    @Override
    public void timeOut() {
        close("did not send its header of the PROXY protocol in time");
    }

    @Override
    public void refuseForMemory() {
        close("sent its header of the PROXY protocol while memory was short");
    }

    @Override
    public void closed() {
        // There is nothing to release.
    }
}
