package dev.interlock.http2.internal.stream;

import dev.interlock.http2.internal.error.Violation;
import org.jspecify.annotations.Nullable;

/** Sent SETTINGS frames that the client must acknowledge in time (RFC 9113 section 6.5.3). */
public final class SettingsAcks {
    private final long limitNanos;
    private int pending;
    /** Start of the wait for the next acknowledgement. Valid only if one is pending. */
    private long since;

    /** @param limitNanos longest time until an acknowledgement, in nanoseconds */
    public SettingsAcks(long limitNanos) {
        this.limitNanos = limitNanos;
    }

    /** Notes that SETTINGS were sent. */
    public void sent(long now) {
        if (pending++ == 0) {
            since = now;
        }
    }

    /** Takes an acknowledgement, which belongs to the oldest SETTINGS. */
    public @Nullable Violation acknowledged(long now) {
        if (pending == 0) {
            return Violation.UNEXPECTED_ACK;
        }
        pending--;
        since = now;
        return null;
    }

    public boolean isPending() {
        return pending > 0;
    }

    /** Returns a violation if an acknowledgement is overdue. */
    public @Nullable Violation check(long now) {
        return pending > 0 && now - since > limitNanos ? Violation.SETTINGS_NOT_ACKNOWLEDGED : null;
    }
}
