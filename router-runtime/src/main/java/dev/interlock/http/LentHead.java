package dev.interlock.http;

import dev.interlock.bytes.Lease;

/** Head of one request in strict mode. It ends with the lease of the request. */
final class LentHead extends RequestHead {
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
