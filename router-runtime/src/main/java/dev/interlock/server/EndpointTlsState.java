package dev.interlock.server;

import dev.interlock.internal.tls.TlsEndpoint;
import dev.interlock.observe.TlsState;
import java.time.Instant;
import java.util.Optional;

/** TLS state of an endpoint, read from its parts. */
record EndpointTlsState(TlsEndpoint endpoint) implements TlsState {
    @Override
    public String engine() {
        return endpoint.engine().description();
    }

    @Override
    public int handshakes() {
        return endpoint.handshakes().count();
    }

    @Override
    public int maxHandshakes() {
        return endpoint.handshakes().most();
    }

    @Override
    public long completedHandshakes() {
        return endpoint.statistics().completed();
    }

    @Override
    public long failedHandshakes() {
        return endpoint.statistics().failed();
    }

    @Override
    public long requestsWithoutTls() {
        return endpoint.statistics().plaintext();
    }

    @Override
    public long reloads() {
        return endpoint.statistics().reloads();
    }

    @Override
    public long failedReloads() {
        return endpoint.statistics().failedReloads();
    }

    @Override
    public Optional<Instant> expiry() {
        return Optional.ofNullable(endpoint.expiry());
    }
}
