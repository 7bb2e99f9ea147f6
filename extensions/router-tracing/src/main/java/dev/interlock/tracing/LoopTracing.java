package dev.interlock.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.SplittableRandom;

/** Tracing of one event loop. Only the thread of the loop creates and uses it, except for {@link #isOfThisThread}. */
final class LoopTracing {
    private final Thread thread = Thread.currentThread();
    private final SplittableRandom random = new SplittableRandom();
    private final Context base;
    private Scope open = Scope.noop();

    /** @param base context that stays current on the thread between scopes */
    LoopTracing(Context base) {
        this.base = base;
        makeBaseCurrent();
    }

    boolean isOfThisThread() {
        return Thread.currentThread() == thread;
    }

    /** Decides at random whether a request without a parent is sampled. */
    boolean isSampled(double ratio) {
        return random.nextDouble() < ratio;
    }

    /** Makes the context of an exchange current. */
    @SuppressWarnings("MustBeClosedChecker") // close() closes the scope.
    void open(Context context) {
        open = context.makeCurrent();
    }

    /** Closes the scope of an exchange, and makes the base context current. */
    void close() {
        open.close();
        open = Scope.noop();
        // The application may have left a scope open. Its context must not reach other exchanges.
        makeBaseCurrent();
    }

    /** Makes the base context current. Nothing closes this scope. Allocates nothing if the base is already current. */
    @SuppressWarnings("MustBeClosedChecker")
    private void makeBaseCurrent() {
        base.makeCurrent();
    }
}
