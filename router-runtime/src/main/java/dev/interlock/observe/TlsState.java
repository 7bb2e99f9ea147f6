package dev.interlock.observe;

import java.time.Instant;
import java.util.Optional;

/** State of the TLS of one endpoint. Each method returns the current value. Safe for use by several threads. */
public interface TlsState {
    /** Returns the implementation of TLS with its version, such as {@code BoringSSL of netty-tcnative 2.0.84.Final}. */
    String engine();

    /** Returns the number of handshakes in progress. A client whose handshake waits for its turn does not count. */
    int handshakes();

    int maxHandshakes();

    long completedHandshakes();

    /** Returns the number of handshakes that began and did not complete. */
    long failedHandshakes();

    /** Returns the number of connections whose clients spoke HTTP without TLS. */
    long requestsWithoutTls();

    /** Returns the number of times that changed files were loaded. */
    long reloads();

    /** Returns the number of times that changed files could not be used, so that the earlier certificates stayed. */
    long failedReloads();

    /**
     * Returns the end of the certificate that expires first, chains included. Empty if a key manager supplies the
     * certificate.
     */
    Optional<Instant> expiry();
}
