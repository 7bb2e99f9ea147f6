package dev.interlock.internal.engine;

import io.netty.util.ReferenceCountUtil;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Listener of one awaited stage. It passes the first result to its target, and ignores later results. Exchanges are
 * pooled, so a stage that notifies twice must not complete the response of another request.
 *
 * <p>Any thread may call {@link #accept}. Only the event loop of the exchange calls the other methods.
 */
final class StageListener extends LoopTask implements BiConsumer<@Nullable Object, @Nullable Throwable> {
    private static final Class<?> MINIMAL_STAGE =
            CompletableFuture.completedStage(null).getClass();
    private static final VarHandle NOTIFIED;

    static {
        try {
            NOTIFIED = MethodHandles.lookup().findVarHandle(StageListener.class, "notified", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Receiver of the result: the exchange that awaits the stage. */
    interface Target {
        /** Returns whether the caller is on the event loop. Any thread may call this. */
        boolean isInLoop();

        /** Performs a task on the event loop. Any thread may call this. */
        void toLoop(LoopTask task);

        /** Continues after the stage has completed. The handler had already returned. */
        void completedLater(StageListener listener);
    }

    private final Target target;
    /** Whether the stage has notified this listener. Accessed through its handle. */
    @SuppressWarnings("UnusedVariable")
    private boolean notified;
    /** Whether {@code whenComplete} is running. Used by the event loop alone. */
    private boolean attaching;
    /** Whether the stage was already complete when the handler returned it. Used by the event loop alone. */
    private boolean completedAtOnce;

    private @Nullable Object value;
    private @Nullable Throwable failure;

    StageListener(Target target) {
        this.target = target;
    }

    /**
     * Returns the stage as a future whose state is cheap to read. Returns null for a class outside of the JDK, which
     * may report one state and notify with another.
     */
    static @Nullable CompletableFuture<?> future(CompletionStage<?> stage) {
        Class<?> type = stage.getClass();
        if (type == CompletableFuture.class) {
            return (CompletableFuture<?>) stage;
        }
        return type == MINIMAL_STAGE ? stage.toCompletableFuture() : null;
    }

    /** Returns whether a future is a whole future. The futures of the JDK's minimal stages cannot be cancelled. */
    static boolean isWhole(CompletionStage<?> stage) {
        return stage.getClass() != MINIMAL_STAGE;
    }

    /**
     * Listens to the stage. Returns whether it has already completed. If the stage throws, the listener takes this for
     * its failure.
     */
    boolean listenTo(CompletionStage<?> stage) {
        attaching = true;
        try {
            stage.whenComplete(this);
        } catch (Throwable e) {
            accept(null, e);
        }
        attaching = false;
        return completedAtOnce;
    }

    @Override
    public void accept(@Nullable Object newValue, @Nullable Throwable newFailure) {
        if (!NOTIFIED.compareAndSet(this, false, true)) {
            return;
        }
        value = newValue;
        failure = newFailure;
        if (target.isInLoop() && attaching) {
            completedAtOnce = true;
        } else {
            // The task is posted even from the event loop, because a handler of another request may complete the stage
            // there.
            target.toLoop(this);
        }
    }

    /** Passes the result to the target. */
    @Override
    protected void perform() {
        target.completedLater(this);
    }

    /** Releases the value, because nobody needs it any more. */
    void discard() {
        ReferenceCountUtil.safeRelease(value);
        value = null;
    }

    /** Returns the value of the stage after it has completed. */
    @Nullable
    Object value() {
        return value;
    }

    /** Returns the failure of the stage, or null. */
    @Nullable
    Throwable failure() {
        return failure;
    }
}
