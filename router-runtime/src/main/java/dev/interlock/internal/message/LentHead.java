package dev.interlock.internal.message;

import dev.interlock.bytes.Lease;

/** Head of one request in strict mode. When the lease of the request ends, the head also ends. */
final class LentHead extends ReceivedHead {
    private final Lease lease;

    LentHead(Lease lease) {
        this.lease = lease;
    }

    @Override
    void checkLive() {
        if (lease.isEnded()) {
            throw lease.late(this);
        }
    }
}
