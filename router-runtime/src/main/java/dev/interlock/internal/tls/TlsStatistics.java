package dev.interlock.internal.tls;

import java.util.concurrent.atomic.AtomicLong;

/** Counts of handshakes and reloads of one endpoint. Safe for use by several threads. */
public final class TlsStatistics {
    private final AtomicLong completed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong misdirected = new AtomicLong();
    private final AtomicLong reloads = new AtomicLong();
    private final AtomicLong failedReloads = new AtomicLong();

    void complete() {
        completed.incrementAndGet();
    }

    void fail() {
        failed.incrementAndGet();
    }

    void misdirect() {
        misdirected.incrementAndGet();
    }

    void reload() {
        reloads.incrementAndGet();
    }

    void failReload() {
        failedReloads.incrementAndGet();
    }

    public long completed() {
        return completed.get();
    }

    /** Returns the number of handshakes that began and did not complete. */
    public long failed() {
        return failed.get();
    }

    /** Returns the number of connections whose clients spoke HTTP without TLS. */
    public long misdirected() {
        return misdirected.get();
    }

    public long reloads() {
        return reloads.get();
    }

    /** Returns the number of changed files that could not be used. */
    public long failedReloads() {
        return failedReloads.get();
    }
}
