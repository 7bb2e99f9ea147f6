package dev.interlock.internal.tls;

import dev.interlock.internal.engine.Inbound;
import dev.interlock.internal.engine.LinkSecurity;
import dev.interlock.internal.engine.Session;
import dev.interlock.internal.engine.SessionHost;
import dev.interlock.internal.engine.Waiting;
import dev.interlock.internal.log.ServerLog;
import java.util.Objects;
import org.slf4j.Logger;

/**
 * Session that waits for the TLS handshake. The session of the negotiated protocol then replaces it. Because the
 * handshake is a session, it counts as a connection, has a time limit, and ends with the server.
 */
final class TlsSession implements Session, LinkSecurity.Handshake {
    private static final Logger LOG = ServerLog.of(TlsSession.class);

    private final SessionHost host;
    private final LinkSecurity security;
    private final TlsLoop loop;
    private final Runnable proceed = this::proceed;
    /** Time when the connection opened. */
    private final long opened;

    private Phase phase = Phase.SILENT;
    /** Time at which the handshake got its slot in the limit on handshakes. */
    private long begun;

    private enum Phase {
        /** Nothing has arrived. */
        SILENT,
        /** The ClientHello is arriving. */
        HELLO,
        /** The ClientHello waits, because too many handshakes are in progress. */
        WAITING,
        /** The handshake is in progress, and counts for the limit. */
        HANDSHAKE,
        /** The handshake has succeeded or failed, or the connection has closed. */
        OVER
    }

    TlsSession(SessionHost host, TlsLoop loop) {
        this.host = host;
        this.loop = loop;
        opened = loop.nanoTime();
        security = Objects.requireNonNull(host.security(), "an endpoint with TLS has links with TLS");
        security.begin(this);
    }

    @Override
    public boolean step() {
        Inbound inbound = host.inbound();
        if (phase == Phase.OVER || inbound.isEmpty()) {
            return false;
        }
        // The session of the PROXY protocol has read these bytes together with its header.
        int from = inbound.from();
        int to = inbound.to();
        inbound.skipTo(to);
        security.receive(inbound.bytes(), from, to);
        return true;
    }

    @Override
    public Waiting waiting() {
        return phase == Phase.SILENT && host.inbound().isEmpty() ? Waiting.REQUEST : Waiting.HANDSHAKE;
    }

    @Override
    public boolean wantsInput() {
        return phase != Phase.WAITING;
    }

    @Override
    public boolean isPreamble() {
        return true;
    }

    @Override
    public void begun() {
        phase = Phase.HELLO;
    }

    @Override
    public boolean mayBegin() {
        if (loop.enter()) {
            enter();
            return true;
        }
        phase = Phase.WAITING;
        loop.await(proceed);
        host.advanced();
        return false;
    }

    private void enter() {
        phase = Phase.HANDSHAKE;
        begun = loop.nanoTime();
    }

    /** Begins the handshake, which has a slot now. */
    private void proceed() {
        enter();
        // A failure closes only this connection, and not the one that has freed the slot.
        host.run(security::proceed);
        host.advanced();
    }

    @Override
    public void sized() {
        host.resized();
    }

    @Override
    public void completed() {
        if (phase == Phase.HANDSHAKE) {
            end();
            loop.statistics().countCompleted();
            host.replaceSession(loop.protocol(security.applicationProtocol()));
        }
    }

    @Override
    public void plaintext() {
        end();
        loop.statistics().countPlaintext();
        host.replaceSession(next -> new PlaintextSession(next, loop.currentTimeMillis()));
    }

    @Override
    public void failed(Throwable cause) {
        if (phase != Phase.OVER) {
            end();
            fail(String.valueOf(cause.getMessage()));
        }
    }

    private void fail(String reason) {
        loop.statistics().countFailed();
        if (loop.permitsLog()) {
            LOG.debug("The handshake with {} failed: {}", host.remoteAddress(), reason);
        }
    }

    /** Ends the handshake: frees its slot for the next one, or stops waiting for a slot. */
    private void end() {
        Phase before = phase;
        phase = Phase.OVER;
        if (before == Phase.HANDSHAKE) {
            loop.leave();
        } else if (before == Phase.WAITING) {
            loop.stopWaiting(proceed);
        }
    }

    @Override
    public boolean tick(long now) {
        loop.admitWaiting();
        boolean isHolding = phase == Phase.HANDSHAKE && loop.isTooLong(now - begun);
        return phase != Phase.OVER && (isHolding || now - opened > loop.timeoutNanos());
    }

    @Override
    public void inputEnded() {
        host.close();
    }

    @Override
    public void timeOut() {
        host.close();
    }

    @Override
    public void refuseForMemory() {
        host.close();
    }

    @Override
    public void closed() {
        boolean hadBegun = phase != Phase.SILENT && phase != Phase.OVER;
        end();
        if (hadBegun) {
            fail("the connection was closed");
        }
    }
}
