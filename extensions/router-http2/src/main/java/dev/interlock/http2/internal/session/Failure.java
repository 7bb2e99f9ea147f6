package dev.interlock.http2.internal.session;

import dev.interlock.http2.internal.error.Violation;
import org.jspecify.annotations.Nullable;

/** First violation that ends a connection, or none. */
final class Failure {
    private @Nullable Violation violation;

    /** Notes a violation. Ignores null, and later violations. */
    void note(@Nullable Violation found) {
        if (violation == null) {
            violation = found;
        }
    }

    boolean isNoted() {
        return violation != null;
    }

    @Nullable
    Violation violation() {
        return violation;
    }
}
