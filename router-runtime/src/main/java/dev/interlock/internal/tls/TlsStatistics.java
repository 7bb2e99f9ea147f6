package dev.interlock.internal.tls;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts of handshakes, violations and reloads of one endpoint. Safe for use by several threads. */
public final class TlsStatistics {
    private final AtomicLong completed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong plaintext = new AtomicLong();
    private final AtomicLong reloads = new AtomicLong();
    private final AtomicLong failedReloads = new AtomicLong();

    private final AtomicLongArray violations = new AtomicLongArray(TlsViolation.values().length);

    void countCompleted() {
        completed.incrementAndGet();
    }

    void countFailed() {
        failed.incrementAndGet();
    }

    void countPlaintext() {
        plaintext.incrementAndGet();
    }

    @SuppressWarnings("EnumOrdinal") // The array has an element for each constant.
    void count(TlsViolation violation) {
        violations.incrementAndGet(violation.ordinal());
    }

    void countReload() {
        reloads.incrementAndGet();
    }

    void countFailedReload() {
        failedReloads.incrementAndGet();
    }

    /** Returns the number of violations of each rule after the handshake, by the name of the rule. */
    @SuppressWarnings("EnumOrdinal")
    public Map<String, Long> violations() {
        Map<String, Long> all = new TreeMap<>();
        for (TlsViolation each : TlsViolation.values()) {
            all.put(each.text(), violations.get(each.ordinal()));
        }
        return all;
    }

    /** Returns the number of handshakes that completed. */
    public long completed() {
        return completed.get();
    }

    /** Returns the number of handshakes that began and did not complete. */
    public long failed() {
        return failed.get();
    }

    /** Returns the number of connections whose clients spoke HTTP without TLS. */
    public long plaintext() {
        return plaintext.get();
    }

    /** Returns the number of times that changed files were loaded. */
    public long reloads() {
        return reloads.get();
    }

    /** Returns the number of times that changed files could not be used. */
    public long failedReloads() {
        return failedReloads.get();
    }
}
