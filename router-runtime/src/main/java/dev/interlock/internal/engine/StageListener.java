package dev.interlock.internal.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Listener of one awaited stage. It brings the first outcome to its target and ignores every later one. Exchanges are
 * pooled: a stage that notifies twice must not complete the response of another request.
 *
 * <p>{@link #accept} is for any thread. All other methods are for the event loop of the exchange.
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

    /** Exchange that awaits the stage. */
    interface Target {
        /** Whether the caller is on the event loop. For any thread. */
        boolean isInLoop();

        /** Performs a task on the event loop. For any thread. */
        void toLoop(LoopTask task);

        /** The stage has completed after the handler returned. */
        void completedLater(StageListener listener);
    }

    private final Target target;
    /** Whether the stage has notified this listener. Accessed through its handle. */
    @SuppressWarnings("UnusedVariable")
    private boolean notified;
    /** Whether {@code whenComplete} is running. Used by the event loop alone. */
    private boolean attaching;
    /** Whether the stage had completed when it was returned. Used by the event loop alone. */
    private boolean completedAtOnce;

    private @Nullable Object value;
    private @Nullable Throwable failure;

    StageListener(Target target) {
        this.target = target;
    }

    /**
     * The stage as a future whose state is cheap to read. Only for classes of the JDK: another class may report one
     * state and notify with another.
     *
     * @return null for other classes
     */
    static @Nullable CompletableFuture<?> future(CompletionStage<?> stage) {
        Class<?> type = stage.getClass();
        if (type == CompletableFuture.class) {
            return (CompletableFuture<?>) stage;
        }
        return type == MINIMAL_STAGE ? stage.toCompletableFuture() : null;
    }

    /**
     * Listens to the stage; returns whether it has completed already. If the stage throws, this counts as its failure.
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
            // Also from the event loop: there, a handler of another request may complete the stage.
            target.toLoop(this);
        }
    }

    /** Brings the outcome to the target. */
    @Override
    protected void perform() {
        target.completedLater(this);
    }

    /** Value of the stage, once it has completed. */
    @Nullable
    Object value() {
        return value;
    }

    /** Failure of the stage, or null. */
    @Nullable
    Throwable failure() {
        return failure;
    }
}
