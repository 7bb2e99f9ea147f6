package dev.interlock.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * Exchange whose code one thread runs, as listeners see it. At most one scope is open on a thread: code of one exchange
 * may call code of another one, for example by requesting a body. The outer scope is then closed for that time.
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
    /** Whether the thread is the event loop of the exchanges. Only the event loop holds and releases scopes. */
    private final boolean isLoop;

    /** Exchange whose scope is open, or null. */
    private @Nullable CodeScope current;

    ThreadScope(boolean isLoop) {
        this.isLoop = isLoop;
    }

    /**
     * Opens the scope of an exchange, unless it is open.
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
     * Closes the scope that {@link #open} has opened. Opens the outer scope again.
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
        // The field comes first: if the stack overflows below, the outer calls still restore it.
        current = next;
        if (former != null) {
            former.closed();
        }
        if (next != null) {
            next.opened();
        }
    }
}
