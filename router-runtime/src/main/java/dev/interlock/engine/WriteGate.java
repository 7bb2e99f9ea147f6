package dev.interlock.engine;

import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Holds back further responses while a link takes no more bytes. */
final class WriteGate {
    /** Whether further responses wait. */
    private boolean shut;
    /** Write that must complete before the gate opens, or null. */
    private @Nullable Future<?> awaited;

    boolean isShut() {
        return shut;
    }

    /** Shuts the gate if the link takes no more bytes; returns whether it did. */
    boolean shutFor(Link link) {
        shut = !mayOpen(link);
        return shut;
    }

    /** Opens a shut gate if the link takes more bytes; returns whether it did. */
    boolean openFor(Link link) {
        if (!shut || !mayOpen(link)) {
            return false;
        }
        shut = false;
        return true;
    }

    private boolean mayOpen(Link link) {
        return awaited == null && link.isWritable();
    }

    /** Whether a write must complete before the gate opens. */
    boolean isAwaiting() {
        return awaited != null;
    }

    /** Keeps the gate shut until the write completes. */
    void await(Future<?> write) {
        awaited = write;
    }

    /** A write has completed; returns whether it was the awaited one. Later bytes of a stream may be on their way. */
    boolean completed(Future<?> write) {
        boolean wasAwaited = write == awaited;
        if (wasAwaited) {
            awaited = null;
        }
        return wasAwaited;
    }
}
