package dev.interlock.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * Scope of the exchange whose code a thread runs, for listeners. At most one scope is open on a thread. Code of one
 * exchange may call code of another exchange, for example to request a part of a body. The first scope is closed during
 * this call.
 *
 * <pre>{@code
 * CodeScope outer = thread.open(scope);
 * try {
 *     // call code of the application
 * } finally {
 *     thread.close(outer);
 * }
 * }</pre>
 *
 * Used only by its thread.
 */
final class ThreadScope {
    /** Whether the thread is the event loop of the exchanges. Only the event loop counts the users of a record. */
    private final boolean isLoop;

    /** Exchange whose scope is open, or null. */
    private @Nullable CodeScope current;

    ThreadScope(boolean isLoop) {
        this.isLoop = isLoop;
    }

    /**
     * Opens the scope of an exchange if it is not open on this thread. Closes the outer scope meanwhile.
     *
     * @param scope scope of the exchange, or null if no listener observes it
     * @return the scope to pass to {@link #close}
     */
    @Nullable
    CodeScope open(@Nullable CodeScope scope) {
        CodeScope outer = current;
        if (scope != null && scope != outer && scope.isObserved()) {
            if (isLoop) {
                scope.hold();
            }
            switchTo(scope);
        }
        return outer;
    }

    /**
     * Closes the scope that {@link #open} has opened, and opens the outer scope again.
     *
     * @param outer result of {@link #open}
     */
    void close(@Nullable CodeScope outer) {
        CodeScope inner = current;
        if (inner != null && inner != outer) {
            switchTo(outer);
            if (isLoop) {
                inner.release();
            }
        }
    }

    private void switchTo(@Nullable CodeScope next) {
        CodeScope former = current;
        // The field is set first: if a call below overflows the stack, the callers of open() can still restore the
        // field.
        current = next;
        if (former != null) {
            former.closed();
        }
        if (next != null) {
            next.opened();
        }
    }
}
