package dev.interlock.observe;

import java.time.Instant;
import java.util.Optional;

/** TLS state of one endpoint. Each method returns the current value. Safe for use by several threads. */
public interface TlsState {
    /** Returns the TLS engine with its version, such as {@code BoringSSL of netty-tcnative 2.0.84.Final}. */
    String engine();

    /** Returns the number of handshakes in progress. A handshake that waits for its turn does not count. */
    int handshakes();

    /** Returns the limit on handshakes in progress. */
    int maxHandshakes();

    /** Returns the number of handshakes that completed. */
    long completedHandshakes();

    /** Returns the number of handshakes that began and did not complete. */
    long failedHandshakes();

    /** Returns the number of connections whose clients spoke HTTP without TLS. */
    long requestsWithoutTls();

    /** Returns the number of times that changed files were loaded. */
    long reloads();

    /** Returns the number of times that changed files could not be used. The earlier certificates then stay in use. */
    long failedReloads();

    /**
     * Returns the time at which the first certificate expires. The certificates of all chains count. Empty if a key
     * manager supplies the certificates.
     */
    Optional<Instant> expiry();
}
