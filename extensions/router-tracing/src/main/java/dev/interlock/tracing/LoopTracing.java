package dev.interlock.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.SplittableRandom;

/** State of one event loop. Its thread creates it, and only this thread calls it, except {@link #isOfThisThread}. */
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

    /** Decides about a request without a parent. */
    boolean isSampled(double ratio) {
        return random.nextDouble() < ratio;
    }

    /** Makes the context of an exchange current. */
    @SuppressWarnings("MustBeClosedChecker") // close() closes the scope.
    void open(Context context) {
        open = context.makeCurrent();
    }

    /** Makes the context current that was current before. */
    void close() {
        open.close();
        open = Scope.noop();
        // A scope that code of the application has left open must not reach other exchanges.
        makeBaseCurrent();
    }

    /** Nothing closes this scope: the base stays current. If it is current already, this allocates nothing. */
    @SuppressWarnings("MustBeClosedChecker")
    private void makeBaseCurrent() {
        base.makeCurrent();
    }
}
