package dev.interlock.http2.internal.session;

import dev.interlock.http2.internal.error.Violation;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts the violations of clients, over all event loops. Safe for use by several threads. */
public final class Http2Counts {
    private final AtomicLongArray violations = new AtomicLongArray(Violation.values().length);

    @SuppressWarnings("EnumOrdinal") // The array has an element for each constant.
    void add(Violation violation) {
        violations.incrementAndGet(violation.ordinal());
    }

    /** Returns how often clients have violated a rule. */
    @SuppressWarnings("EnumOrdinal")
    public long of(Violation violation) {
        return violations.get(violation.ordinal());
    }
}
