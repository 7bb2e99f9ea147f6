package dev.interlock.internal.tls;

import dev.interlock.internal.engine.ConcurrencyLimit;
import dev.interlock.internal.engine.LogThrottle;
import dev.interlock.internal.engine.LoopContext;
import dev.interlock.internal.engine.SessionFactory;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Handshakes of one endpoint on one event loop. The limit on handshakes has a number of slots. If all are taken, a
 * ClientHello waits for a slot, in the order of arrival. While a ClientHello waits, a handshake may take only a short
 * time, so clients that never finish cannot keep others out. Used only by the thread of the loop.
 */
final class TlsLoop {
    /** Longest time of a handshake while others wait for its slot. It is as long as several slow round trips. */
    private static final long CONTENDED_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final LoopContext loop;
    private final TlsEndpoint endpoint;
    private final ConcurrencyLimit limit;
    private final Map<String, SessionFactory> protocols;
    private final SessionFactory standard;
    /** Tasks that begin the waiting handshakes, in the order of arrival. */
    private final Set<Runnable> waiting = new LinkedHashSet<>();

    private final LogThrottle throttle = new LogThrottle();
    /** Whether waiting handshakes are being admitted. */
    private boolean admitting;

    /**
     * @param protocols protocols that ALPN can choose, by their names
     * @param standard protocol of clients that do not use ALPN
     */
    TlsLoop(LoopContext loop, TlsEndpoint endpoint, Map<String, SessionFactory> protocols, SessionFactory standard) {
        this.loop = loop;
        this.endpoint = endpoint;
        this.protocols = protocols;
        this.standard = standard;
        limit = endpoint.handshakes();
    }

    /** Takes a slot for a handshake. Returns false if no slot is free, or if other handshakes wait. */
    boolean enter() {
        return waiting.isEmpty() && limit.enter(false);
    }

    /** Runs a task as soon as its handshake has a slot. */
    void await(Runnable proceed) {
        waiting.add(proceed);
    }

    /** Removes a task that waits. */
    void stopWaiting(Runnable proceed) {
        waiting.remove(proceed);
    }

    /** Frees the slot of a handshake, and lets waiting handshakes begin. */
    void leave() {
        limit.leave();
        admitWaiting();
    }

    /** Lets waiting handshakes begin while slots are free. */
    void admitWaiting() {
        if (admitting) {
            // A handshake has failed during the call below. That call admits the next one.
            return;
        }
        admitting = true;
        try {
            // If there is no memory for the iterator, no handshake has entered the limit yet.
            for (Iterator<Runnable> first = waiting.iterator();
                    first.hasNext() && limit.enter(false);
                    first = waiting.iterator()) {
                Runnable next = first.next();
                first.remove();
                next.run();
            }
        } finally {
            admitting = false;
        }
    }

    /** Returns whether a handshake has taken too long, because others wait for its slot. */
    boolean isTooLong(long nanos) {
        return !waiting.isEmpty() && nanos > CONTENDED_NANOS;
    }

    /** Returns the protocol with a name, or the standard protocol. */
    SessionFactory protocol(String name) {
        SessionFactory chosen = protocols.get(name);
        return chosen == null ? standard : chosen;
    }

    TlsStatistics statistics() {
        return endpoint.statistics();
    }

    long timeoutNanos() {
        return endpoint.options().handshakeTimeout().toNanos();
    }

    long nanoTime() {
        return loop.nanoTime();
    }

    long currentTimeMillis() {
        return loop.currentTimeMillis();
    }

    /** Returns whether to log a failed handshake: only the first of a series. */
    boolean permitsLog() {
        return throttle.permits(loop.nanoTime());
    }
}
