package dev.interlock.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Context of one exchange. Opens the scopes on the thread of a blocking handler; {@link LoopTracing} opens those on the
 * event loop.
 */
final class ExchangeTrace {
    private final Context context;
    private final @Nullable Span span;
    private final int heldBytes;
    /** Context that was current on the other thread. */
    private Context outer = Context.root();

    private Scope open = Scope.noop();

    /**
     * @param span span of the exchange, or null if it is not sampled
     * @param heldBytes bytes for which the connection is charged
     */
    ExchangeTrace(Context context, @Nullable Span span, int heldBytes) {
        this.context = context;
        this.span = span;
        this.heldBytes = heldBytes;
    }

    Context context() {
        return context;
    }

    int heldBytes() {
        return heldBytes;
    }

    @Nullable
    Span span() {
        return span;
    }

    /** Makes the context current on the thread of a blocking handler. */
    @SuppressWarnings("MustBeClosedChecker") // closeOnThread() closes the scope.
    void openOnThread() {
        outer = Context.current();
        open = context.makeCurrent();
    }

    /** Restores the context that was current before {@link #openOnThread}. */
    @SuppressWarnings("MustBeClosedChecker") // The thread had this context before.
    void closeOnThread() {
        open.close();
        // The application may have left a scope open. Its context must not reach other exchanges.
        outer.makeCurrent();
    }
}
