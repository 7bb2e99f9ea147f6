package dev.interlock.internal.engine;

import io.netty.util.ReferenceCountUtil;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Listener of one awaited stage. It passes the first result to its target, and ignores later results. A stage may
 * notify twice, and the exchange may then already serve another request.
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

        /** Continues with the result of the stage, which has completed after the handler returned. */
        void completedLater(StageListener listener);
    }

    private final Target target;
    /** Whether the stage has notified this listener. Accessed through {@link #NOTIFIED}. */
    @SuppressWarnings("UnusedVariable")
    private boolean notified;
    /** Whether {@link #listenTo} is calling the stage. Used only by the event loop. */
    private boolean attaching;
    /** Whether the stage was already complete when the handler returned it. Used only by the event loop. */
    private boolean completedAtOnce;

    private @Nullable Object value;
    private @Nullable Throwable failure;

    StageListener(Target target) {
        this.target = target;
    }

    /**
     * Returns a future that has the state of the stage and can be read at little cost. Returns null if the stage is not
     * of a class of the JDK, because its future may have another state than the stage.
     */
    static @Nullable CompletableFuture<?> future(CompletionStage<?> stage) {
        Class<?> type = stage.getClass();
        if (type == CompletableFuture.class) {
            return (CompletableFuture<?>) stage;
        }
        return type == MINIMAL_STAGE ? stage.toCompletableFuture() : null;
    }

    /** Returns whether a stage that is a future can be cancelled. The JDK's minimal stages cannot. */
    static boolean isWhole(CompletionStage<?> stage) {
        return stage.getClass() != MINIMAL_STAGE;
    }

    /**
     * Listens to the stage. Returns whether the stage has already completed. If the stage throws an exception, the
     * listener takes the exception as the stage's failure.
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
            // Posts a task even on the event loop, because a handler of another request may complete the stage there.
            target.toLoop(this);
        }
    }

    /** Passes the result to the target. */
    @Override
    protected void perform() {
        target.completedLater(this);
    }

    /** Releases the value of the stage. Called if the value is not needed any more. */
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
